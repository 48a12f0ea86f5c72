using System.Net.WebSockets;
using System.Text;

namespace Cadre.Streams.Tests.Transports;

/// <summary>A WebSocket client that reads whole messages, each within the deadline.</summary>
sealed class SocketClient : IDisposable
{
    readonly ClientWebSocket _socket = new();

    public WebSocketCloseStatus? CloseStatus => _socket.CloseStatus;

    public string? CloseReason => _socket.CloseStatusDescription;

    public static async Task<SocketClient> ConnectAsync(StreamServer server, string path)
    {
        var client = new SocketClient();
        await client._socket.ConnectAsync(new UriBuilder(new Uri(server.Http1, path)) { Scheme = "ws" }.Uri, default).Within("the connection");
        return client;
    }

    /// <summary>The next message; null when the server closes.</summary>
    public async Task<string?> ReadAsync()
    {
        using var message = new MemoryStream();
        var buffer = new byte[16 * 1024];
        while (true)
        {
            var part = await _socket.ReceiveAsync(buffer.AsMemory(), default).Within("a message");
            if (part.MessageType == WebSocketMessageType.Close) return null;
            message.Write(buffer, 0, part.Count);
            if (part.EndOfMessage) return Encoding.UTF8.GetString(message.ToArray());
        }
    }

    public Task SendAsync(string text, bool end = true) =>
        _socket.SendAsync(Encoding.UTF8.GetBytes(text), WebSocketMessageType.Text, end, default).Within("sending");

    public Task CloseAsync() => _socket.CloseAsync(WebSocketCloseStatus.NormalClosure, "bye", default).Within("closing");

    public Task AnswerCloseAsync() => _socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, default).Within("closing");

    public void Dispose() => _socket.Dispose();
}
