using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text;

namespace Cadre.Hub.Tests.Ingest;

public sealed class ConnectionReuseTests
{
    private const string Line = """{"type":"agent_created","project_id":1,"timestamp":"2026-01-01T00:00:00Z","agent_id":"w-1","agent_type":"lead"}""";

    [Theory]
    [InlineData(Line + "\n", 200)]
    [InlineData(Line, 200)]
    [InlineData(Line + "\n\n" + Line + "\n", 200)]
    [InlineData("not json\n" + Line, 200)]
    public async Task Batches_oneAfterTheOther_shareAConnection(string lines, int status)
    {
        await using var hub = await TestHub.StartAsync();
        var connections = 0;
        using var handler = new SocketsHttpHandler
        {
            ConnectCallback = async (context, cancellation) =>
            {
                Interlocked.Increment(ref connections);
                var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
                await socket.ConnectAsync(context.DnsEndPoint, cancellation);
                return new NetworkStream(socket, ownsSocket: true);
            },
        };
        using var http = new HttpClient(handler) { BaseAddress = hub.Address };

        for (var i = 0; i < 3; i++)
        {
            using var content = new ByteArrayContent(Encoding.UTF8.GetBytes(lines)) { Headers = { ContentType = new MediaTypeHeaderValue("application/x-ndjson") } };
            using var response = await http.PostAsync("/api/workspaces/default/events?dialect=fleet", content, TestContext.Current.CancellationToken);
            response.StatusCode.ShouldBe((HttpStatusCode)status, await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
            await response.Content.CopyToAsync(Stream.Null, TestContext.Current.CancellationToken);
        }

        connections.ShouldBe(1);
    }
}
