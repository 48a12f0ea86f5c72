using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using Cadre.Hub.Tests.Native;
using Cadre.TestKit;

namespace Cadre.Hub.Tests.Fuzz;

/// <summary>Whatever a client of the fleet contract sends: each message is answered, and the connection stays.</summary>
public sealed class SocketFuzzTests
{
    private const int LargestMessage = 64 * 1024;

    private static readonly string[] Right =
    [
        """{"type":"ping","request_id":1}""",
        """{"type":"unsubscribe","project_id":1}""",
        """{"type":"subscribe","project_id":7,"after":"e:1"}""",
        """{"type":"agent_created","project_id":1,"timestamp":"2026-01-01T00:00:00Z","agent_id":"f","agent_type":"backend","request_id":"r"}""",
        """{"type":"agent_status_changed","agent_id":"f","status":"working","current_task":{"id":3,"title":"x"},"timestamp":1700000000000}""",
        """{"type":"task_assigned","project_id":1,"task_id":5,"agent_id":"f","task_title":"t","timestamp":1700000000000}""",
        """{"type":"blocker_created","agent_id":"f","blocker":"b","timestamp":"2026-01-01T00:00:00Z"}""",
    ];

    /// <summary>What answers a message; events, resets and heartbeats come in between once a mutation has subscribed.</summary>
    private static readonly string[] Answers = ["error", "ack", "pong", "unsubscribed", "subscribed"];

    [Fact]
    public async Task No_message_ends_the_connection()
    {
        await using var hub = await NativeHub.StartAsync();
        using var socket = new ClientWebSocket();
        await socket.ConnectAsync(new UriBuilder(hub.Address) { Scheme = "ws", Path = "/ws" }.Uri, TestContext.Current.CancellationToken);

        await FuzzRun.RunAsync(async random =>
        {
            var message = new JsonMutator(random).Mutate(Right[random.Next(Right.Length)]);

            // Another encoding and a message that is too large end the connection by the rules; a sign of life is not answered.
            if (!System.Text.Unicode.Utf8.IsValid(message) || message.Length > LargestMessage || IsSignOfLife(message))
                return;
            await socket.SendAsync(message, WebSocketMessageType.Text, true, TestContext.Current.CancellationToken);
            var answer = await AnswerAsync(socket);

            if (answer.GetProperty("type").GetString() == "error")
                answer.GetProperty("code").GetString().ShouldNotBe("internal-error", Encoding.UTF8.GetString(message));
        });

        socket.State.ShouldBe(WebSocketState.Open);
    }

    private static bool IsSignOfLife(byte[] message)
    {
        try
        {
            return JsonElement.Parse(message).TryGetProperty("type", out var type) && type.ValueKind == JsonValueKind.String && type.GetString() is "pong" or "heartbeat";
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return false;
        }
    }

    private static async Task<JsonElement> AnswerAsync(ClientWebSocket socket)
    {
        using var message = new MemoryStream();
        var buffer = new byte[64 * 1024];
        while (true)
        {
            var part = await socket.ReceiveAsync(buffer, TestContext.Current.CancellationToken).Within("the answer");
            part.MessageType.ShouldBe(WebSocketMessageType.Text, socket.CloseStatusDescription);
            message.Write(buffer, 0, part.Count);
            if (!part.EndOfMessage)
                continue;
            var answer = JsonElement.Parse(message.ToArray());
            if (Answers.Contains(answer.GetProperty("type").GetString()))
                return answer;
            message.SetLength(0);
        }
    }
}
