using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using Cadre.TestKit;

namespace Cadre.Hub.Tests.Projects;

/// <summary>A client of the fleet contract's WebSocket.</summary>
public sealed class ProjectClient : IAsyncDisposable
{
    private readonly ClientWebSocket _socket = new();

    public static async Task<ProjectClient> ConnectAsync(Uri hub)
    {
        var client = new ProjectClient();
        await client._socket.ConnectAsync(new UriBuilder(hub) { Scheme = "ws", Path = "/ws" }.Uri, TestContext.Current.CancellationToken).Within("the connection");
        return client;
    }

    public Task SendAsync(string message) =>
        _socket.SendAsync(Encoding.UTF8.GetBytes(message), WebSocketMessageType.Text, true, TestContext.Current.CancellationToken);

    public async Task<JsonElement> NextAsync()
    {
        var message = new MemoryStream();
        var buffer = new byte[4096];
        while (true)
        {
            var part = await _socket.ReceiveAsync(buffer, TestContext.Current.CancellationToken).Within("the next message");
            part.MessageType.ShouldBe(WebSocketMessageType.Text, _socket.CloseStatusDescription);
            message.Write(buffer, 0, part.Count);
            if (part.EndOfMessage)
                return JsonElement.Parse(message.ToArray());
        }
    }

    /// <summary>The next message of a type; others are passed over.</summary>
    public Task<JsonElement> NextAsync(string type) => FindAsync(type).Within($"a message of the type {type}");

    private async Task<JsonElement> FindAsync(string type)
    {
        while (true)
        {
            var message = await NextAsync();
            if (message.GetProperty("type").GetString() == type)
                return message;
        }
    }

    public async Task CloseAsync()
    {
        if (_socket.State is WebSocketState.Open or WebSocketState.CloseReceived)
            await _socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, TestContext.Current.CancellationToken);
    }

    public ValueTask DisposeAsync()
    {
        _socket.Dispose();
        return ValueTask.CompletedTask;
    }
}
