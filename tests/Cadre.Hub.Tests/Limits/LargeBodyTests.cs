using System.Net;
using System.Net.Sockets;

namespace Cadre.Hub.Tests.Limits;

public sealed class LargeBodyTests
{
    [Theory]
    [InlineData("POST", "/api/agents/ceo", 413)]
    [InlineData("POST", "/api/nothing", 404)]
    [InlineData("GET", "/api/agents", 200)]
    public async Task Body_beyond_the_limit_is_answered_and_keeps_the_connection(string method, string path, int status)
    {
        await using var hub = await TestHub.StartAsync();
        var cancellation = TestContext.Current.CancellationToken;
        var connections = 0;
        using var handler = new SocketsHttpHandler
        {
            ConnectCallback = async (context, token) =>
            {
                Interlocked.Increment(ref connections);
                var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
                await socket.ConnectAsync(context.DnsEndPoint, token);
                return new NetworkStream(socket, ownsSocket: true);
            },
        };
        using var http = new HttpClient(handler) { BaseAddress = hub.Address };

        for (var i = 0; i < 3; i++)
        {
            using var request = new HttpRequestMessage(new HttpMethod(method), path) { Content = new ByteArrayContent(new byte[2 << 20]) };
            request.Content.Headers.ContentType = new("application/json");
            using var response = await http.SendAsync(request, cancellation);
            response.StatusCode.ShouldBe((HttpStatusCode)status);
            await response.Content.LoadIntoBufferAsync(cancellation);
        }

        connections.ShouldBe(1);
    }
}
