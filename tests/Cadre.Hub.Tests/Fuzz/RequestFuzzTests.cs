using System.Globalization;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using Cadre.Hub.Tests.Native;
using Cadre.Hub.Workspaces;

namespace Cadre.Hub.Tests.Fuzz;

/// <summary>Whatever method, path, query and headers a request has: never a fault, always a problem, and an untouched log.</summary>
public sealed class RequestFuzzTests
{
    private static readonly string[] Methods = ["GET", "GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "get", "PURGE", "M-SEARCH", "G\u0001T", ""];

    private static readonly string[] Segments =
    [
        "api", "workspaces", "default", "agents", "tasks", "events", "stream", "ws", "state", "claims", "graph", "conflicts", "activity", "progress", "tokens", "projects", "1",
        "a", "b", "predictions", "messages", "assign", "renew", "healthz", "readyz", "openapi", "v1.json", "..", ".", "%2F", "%00", "%C3%28", "%", "ä", "*", "$workspaces", "{ws}",
        "99999999999999999999", "-1", "", "agents%2Fa", "DEFAULT",
    ];

    private static readonly string[] Known =
    [
        "/api/agents", "/api/agents/a", "/api/agents/events/stream", "/api/conflicts/predictions", "/api/projects/1/agents", "/api/projects/1/tasks", "/api/projects/1/activity",
        "/ws", "/api/tokens", "/api/workspaces", "/api/workspaces/default/state", "/api/workspaces/default/agents", "/api/workspaces/default/tasks",
        "/api/workspaces/default/tasks/1", "/api/workspaces/default/events", "/api/workspaces/default/events/stream", "/api/workspaces/default/events/ws", "/healthz",
        "/readyz", "/openapi/v1.json", "/api/workspaces/default/claims", "/api/workspaces/default/graph",
    ];

    private static readonly string[] QueryNames = ["after", "limit", "offset", "status", "type", "agent", "at", "wait", "dialect", "atomic", "access_token", "x", "", "%00", "limit"];

    private static readonly string[] HeaderNames =
    [
        "Accept", "Content-Type", "Content-Encoding", "Last-Event-ID", "If-Match", "Idempotency-Key", "Origin", "Authorization", "Sec-Fetch-Site", "X-Forwarded-For", "Forwarded",
        "Expect", "Upgrade", "Connection", "Sec-WebSocket-Version", "Sec-WebSocket-Key", "Range", "Cookie", "Transfer-Encoding", "Content-Length", "Host", "X\u0001",
    ];

    private static readonly string[] Values =
    [
        "", "*", "*/*", "application/json", "text/event-stream", "a/b;q=0", "0", "-1", "1", "2147483648", "999999999999999999999", "true", "idle", "native", "e:0", "e:01", ":", "x:y",
        "2026-01-01T00:00:00Z", "NaN", "\"1\"", "W/\"1\"", "Bearer", "Bearer cdr_000000000000_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", "Basic YTpi", "http://evil.example",
        "null", "cross-site", "203.0.113.1", "gzip", "websocket", "keep-alive, Upgrade", "13", "dGhlIHNhbXBsZSBub25jZQ==", "chunked", "100-continue", "bytes=0-5", "é", "\u007f", "%20", "a b",
        "localhost", "127.0.0.1:99999", "[::1", "evil.example",
    ];

    [Fact]
    public async Task No_request_breaks_the_hub_or_its_log()
    {
        await using var hub = await NativeHub.StartAsync();
        await hub.AddAgentAsync("a");
        await hub.AddTaskAsync("one");
        var workspace = (await hub.Get<WorkspaceHost>().Registry.FindAsync("default", TestContext.Current.CancellationToken))!;

        await FuzzRun.RunAsync(async random =>
        {
            var request = Request(random);
            var before = workspace.Current.Sequence;

            var (head, body) = await SendAsync(hub.Address, request);

            // Nothing at all is right only for bytes that are no request and that the server gives up on.
            if (head.Length == 0)
                return;
            var status = int.Parse(head.AsSpan(9, 3), CultureInfo.InvariantCulture);
            status.ShouldNotBe(500, request + "\n" + body);
            if (status < 400)
                return;
            workspace.Current.Sequence.ShouldBe(before, request);
            if (request.StartsWith("HEAD ", StringComparison.Ordinal))
                return;
            head.ShouldContain("application/problem+json", customMessage: request);
            var problem = JsonElement.Parse(body);
            problem.GetProperty("status").GetInt32().ShouldBe(status, request);
            problem.GetProperty("code").GetString().ShouldNotBeNullOrEmpty(request);
            problem.GetProperty("detail").GetString().ShouldNotBeNullOrEmpty(request);
        });

        (await hub.GetAsync("/readyz")).ShouldBeOk();
    }

    private static string Request(Random random)
    {
        var path = random.Next(2) == 0 ? Pick(random, Known) : "/" + string.Join('/', Enumerable.Range(0, random.Next(1, 7)).Select(_ => Pick(random, Segments)));
        var query = string.Join('&', Enumerable.Range(0, random.Next(3)).Select(_ => $"{Pick(random, QueryNames)}={Uri.EscapeDataString(Pick(random, Values))}"));
        var request = new StringBuilder($"{Pick(random, Methods)} {path}{(query.Length == 0 ? "" : "?" + query)} HTTP/1.1\r\n");
        if (random.Next(20) > 0)
            request.Append("Host: localhost\r\n");
        for (var i = random.Next(4); i > 0; i--)
            request.Append(CultureInfo.InvariantCulture, $"{Pick(random, HeaderNames)}: {Pick(random, Values)}\r\n");
        return request.Append("Connection: close\r\n\r\n").ToString();
    }

    private static string Pick(Random random, string[] values) => values[random.Next(values.Length)];

    private static async Task<(string Head, string Body)> SendAsync(Uri address, string request)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        deadline.CancelAfter(TimeSpan.FromSeconds(20));
        using var client = new TcpClient();
        await client.ConnectAsync(address.Host, address.Port, deadline.Token);
        var stream = client.GetStream();
        await stream.WriteAsync(Encoding.UTF8.GetBytes(request), deadline.Token);
        // A body that was announced and never comes ends here.
        client.Client.Shutdown(SocketShutdown.Send);

        var answer = new MemoryStream();
        var buffer = new byte[16 * 1024];
        while (true)
        {
            var read = 0;
            try
            {
                read = await stream.ReadAsync(buffer, deadline.Token);
            }
            catch (IOException)
            {
                // Refused early: the connection is reset once the answer is out.
            }

            answer.Write(buffer, 0, read);
            var text = Encoding.UTF8.GetString(answer.GetBuffer(), 0, (int)answer.Length);
            var end = text.IndexOf("\r\n\r\n", StringComparison.Ordinal);
            if (read == 0 || (end >= 0 && IsOpenEnded(text[..end])))
                return end < 0 ? ("", "") : (text[..end], text[(end + 4)..]);
        }
    }

    private static bool IsOpenEnded(string head) =>
        head.Contains("text/event-stream", StringComparison.Ordinal) || head.StartsWith("HTTP/1.1 101", StringComparison.Ordinal);
}
