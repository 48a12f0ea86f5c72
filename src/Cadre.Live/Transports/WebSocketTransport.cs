using System.Net;
using System.Net.WebSockets;
using System.Runtime.CompilerServices;

namespace Cadre.Live;

/// <summary>WebSocket: for places where responses are held back but upgrades are not.</summary>
/// <param name="address">Of the stream, absolute, <c>ws</c> or <c>http</c> alike; the cursor is added as <c>after</c>.</param>
/// <param name="invoker">Makes the connection; null: a plain one.</param>
public sealed class WebSocketTransport(Uri address, HttpMessageInvoker? invoker = null) : ITransport
{
    private static readonly TimeSpan PingInterval = TimeSpan.FromSeconds(15);

    /// <inheritdoc/>
    public string Name => "websocket";

    /// <summary>What is sent whenever the connection is there, for servers that want to be asked; and at once when something is added.</summary>
    public SocketSubscriptions Subscriptions { get; } = new();

    /// <inheritdoc/>
    public async IAsyncEnumerable<StreamFrame> OpenAsync(StreamRequest request, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        using var socket = new ClientWebSocket();
        await ConnectAsync(socket, request, cancellationToken);
        await using var subscribed = await Subscriptions.AttachAsync(socket, request.After, cancellationToken);
        yield return StreamFrame.Opened();
        var reader = new SocketReader(socket);
        while (await reader.ReadAsync(cancellationToken) is { } message) yield return FrameReader.Read(message.Span);
        if (socket.CloseStatus is not (null or WebSocketCloseStatus.NormalClosure))
            yield return StreamFrame.End(socket.CloseStatusDescription is { Length: > 0 } reason ? reason : $"closed with status {(int)socket.CloseStatus}");
    }

    private async Task ConnectAsync(ClientWebSocket socket, StreamRequest request, CancellationToken cancellationToken)
    {
        socket.Options.KeepAliveInterval = PingInterval;
        socket.Options.KeepAliveTimeout = PingInterval;
        socket.Options.CollectHttpResponseDetails = true;
        if (request.Token is { } token) socket.Options.SetRequestHeader("Authorization", $"Bearer {token}");
        try
        {
            await socket.ConnectAsync(HttpAnswers.With(SocketAddress(), ("after", request.After?.ToString())), invoker, cancellationToken);
        }
        catch (WebSocketException error) when (socket.HttpStatusCode is not 0)
        {
            throw Refusal(socket, error);
        }
    }

    private Uri SocketAddress() => new UriBuilder(address) { Scheme = address.Scheme is "https" or "wss" ? "wss" : "ws" }.Uri;

    private Exception Refusal(ClientWebSocket socket, WebSocketException error)
    {
        var status = (int)socket.HttpStatusCode;
        var what = $"{address.AbsolutePath} answered {status} to a WebSocket";
        // A status that every transport would get says something about the server; any other one about the way to it.
        return socket.HttpStatusCode is HttpStatusCode.Unauthorized or HttpStatusCode.TooManyRequests or HttpStatusCode.ServiceUnavailable
            ? new StreamRefusedException(new StreamProblem(what, status, RetryAfter: RetryAfter(socket)))
            : new TransportUnusableException(what, error);
    }

    private static TimeSpan? RetryAfter(ClientWebSocket socket) =>
        socket.HttpResponseHeaders?.TryGetValue("Retry-After", out var values) == true && int.TryParse(values.FirstOrDefault(), out var seconds)
            ? TimeSpan.FromSeconds(seconds)
            : null;
}
