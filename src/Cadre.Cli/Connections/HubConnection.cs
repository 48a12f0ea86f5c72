using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text.Json;

namespace Cadre.Cli.Connections;

/// <summary>The way to one hub: sends requests and turns every way they can fail into a <see cref="HubFailureException"/>.</summary>
internal sealed class HubConnection : IDisposable
{
    private static readonly TimeSpan AnswerTimeout = TimeSpan.FromSeconds(30);

    private readonly HttpClient _http;
    private readonly TimeProvider _time;

    public HubConnection(Uri address, string? token, TimeProvider time)
    {
        Address = address;
        _time = time;
        _http = new HttpClient(new SocketsHttpHandler
        {
            ConnectTimeout = TimeSpan.FromSeconds(5),
            // A proxy for the outside world is of no use on the way to this machine.
            UseProxy = !address.IsLoopback,
        })
        {
            BaseAddress = address,
            Timeout = Timeout.InfiniteTimeSpan,
        };
        if (token is not null)
            _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
    }

    public Uri Address { get; }

    public void Dispose() => _http.Dispose();

    public async Task<JsonDocument> GetJsonAsync(string path, CancellationToken cancellation) =>
        await ReadJsonAsync(HttpMethod.Get, path, null, null, cancellation);

    /// <summary>Sends one request and reads its JSON answer.</summary>
    /// <param name="method">The HTTP method.</param>
    /// <param name="path">Path and query under the address of the hub.</param>
    /// <param name="content">The body, if there is one.</param>
    /// <param name="idempotencyKey">The key under which a repeat of this request changes nothing.</param>
    /// <param name="cancellation">Gives up waiting; the hub may still do what was asked.</param>
    /// <exception cref="HubUnreachableException">There was no answer within 30 s, or it broke off.</exception>
    /// <exception cref="HubRefusedException">The answer is not a success.</exception>
    public async Task<JsonDocument> ReadJsonAsync(
        HttpMethod method, string path, HttpContent? content, string? idempotencyKey, CancellationToken cancellation)
    {
        using var timeout = new CancellationTokenSource(AnswerTimeout, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellation, timeout.Token);
        try
        {
            using var request = new HttpRequestMessage(method, Relative(path)) { Content = content };
            if (idempotencyKey is not null)
                request.Headers.Add("Idempotency-Key", idempotencyKey);
            using var response = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, either.Token);
            await ThrowIfRefusedAsync(response, either.Token);
            return await JsonDocument.ParseAsync(await response.Content.ReadAsStreamAsync(either.Token), default, either.Token);
        }
        catch (JsonException e)
        {
            throw new CliException(
                $"What answers at {HubAddress.Display(Address)} does not speak JSON; is it a Cadre hub?", "Check --url or CADRE_URL.", inner: e);
        }
        catch (Exception e) when (IsLostConnection(e, cancellation))
        {
            throw Unreachable(e);
        }
    }

    /// <summary>Opens a server-sent event stream; the caller disposes the response.</summary>
    public async Task<HttpResponseMessage> OpenStreamAsync(string path, string? lastEventId, CancellationToken cancellation)
    {
        using var timeout = new CancellationTokenSource(AnswerTimeout, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellation, timeout.Token);
        using var request = new HttpRequestMessage(HttpMethod.Get, Relative(path));
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("text/event-stream"));
        if (lastEventId is not null)
            request.Headers.Add("Last-Event-ID", lastEventId);
        HttpResponseMessage? response = null;
        try
        {
            response = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, either.Token);
            await ThrowIfRefusedAsync(response, either.Token);
            if (response.Content.Headers.ContentType?.MediaType is not "text/event-stream")
                throw new CliException(
                    $"What answers at {HubAddress.Display(Address)} sends no event stream; is it a Cadre hub?", "Check --url or CADRE_URL.");
            return response;
        }
        catch (Exception e)
        {
            response?.Dispose();
            if (IsLostConnection(e, cancellation))
                throw Unreachable(e);
            throw;
        }
    }

    /// <summary>Whether an exception from the network means that the other side is away, and not that we gave up ourselves.</summary>
    public static bool IsLostConnection(Exception e, CancellationToken cancellation) =>
        !cancellation.IsCancellationRequested && e is (HttpRequestException or IOException or OperationCanceledException);

    public HubUnreachableException Unreachable(Exception e) => new(Address, Explain(e), e);

    private static string Explain(Exception e) => e switch
    {
        OperationCanceledException or { InnerException: TimeoutException } => "no answer in time",
        HttpRequestException { InnerException: SocketException { SocketErrorCode: SocketError.ConnectionRefused } } => "connection refused",
        HttpRequestException { InnerException: SocketException socket } => SocketReason(socket),
        HttpRequestException { HttpRequestError: HttpRequestError.NameResolutionError } => "the name is not known",
        HttpRequestException { HttpRequestError: HttpRequestError.SecureConnectionError } => "the secure connection failed",
        _ => "the connection broke off",
    };

    private static string SocketReason(SocketException socket) => socket.SocketErrorCode switch
    {
        SocketError.HostNotFound or SocketError.TryAgain or SocketError.NoData => "the name is not known",
        var code => $"{code}",
    };

    private static async Task ThrowIfRefusedAsync(HttpResponseMessage response, CancellationToken cancellation)
    {
        if (response.IsSuccessStatusCode)
            return;
        var body = await ReadBodyAsync(response, cancellation);
        throw new HubRefusedException(
            response.StatusCode, body.ValueKind == JsonValueKind.Object ? HubProblem.Read(body) : HubProblem.Of(response))
        {
            Body = body,
            RetryAfter = response.Headers.RetryAfter?.Delta,
        };
    }

    private static async Task<JsonElement> ReadBodyAsync(HttpResponseMessage response, CancellationToken cancellation)
    {
        if (response.Content.Headers.ContentType?.MediaType is not ("application/problem+json" or "application/json"))
            return default;
        try
        {
            using var body = await JsonDocument.ParseAsync(await response.Content.ReadAsStreamAsync(cancellation), default, cancellation);
            return body.RootElement.Clone();
        }
        catch (JsonException)
        {
            return default;
        }
    }

    private static Uri Relative(string path) => new(path.TrimStart('/'), UriKind.Relative);
}
