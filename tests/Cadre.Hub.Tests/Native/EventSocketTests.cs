using System.Net;
using System.Net.WebSockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using Cadre.TestKit;
using Microsoft.AspNetCore.Hosting;

namespace Cadre.Hub.Tests.Native;

public sealed class EventSocketTests : IAsyncLifetime
{
    private const string Socket = NativeHub.Root + "/events/ws";
    private TestHub _hub = null!;

    public async ValueTask InitializeAsync() => _hub = await NativeHub.StartAsync();

    public ValueTask DisposeAsync() => _hub.DisposeAsync();

    [Fact]
    public async Task Frames_are_events()
    {
        var start = await _hub.CursorAsync();
        await _hub.AddAgentAsync("a");
        using var socket = await ConnectAsync($"{Socket}?after={start}");
        await _hub.AddAgentAsync("b");

        (await NextAsync(socket)).Number("sequence").ShouldBe(1);
        (await NextAsync(socket)).Number("sequence").ShouldBe(2);
    }

    [Fact]
    public async Task Cursor_that_cannot_be_resumed_gets_a_reset_first()
    {
        using var socket = await ConnectAsync(Socket + "?after=otherepoch:7");

        var reset = await NextAsync(socket);

        reset.Text("type").ShouldBe("reset");
        reset.Text("reason").ShouldBe("unknown-epoch");
    }

    [Fact]
    public async Task Stopping_hub_ends_sockets_with_the_reason()
    {
        using var socket = await ConnectAsync(Socket);

        var stopping = _hub.StopAsync();

        var end = await NextAsync(socket);
        end.Text("type").ShouldBe("end");
        end.Text("reason").ShouldBe("shutdown");
        await socket.ReceiveAsync(new byte[16], TestContext.Current.CancellationToken).Within("the close");
        socket.CloseStatus.ShouldBe(WebSocketCloseStatus.EndpointUnavailable);
        await socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, TestContext.Current.CancellationToken);
        await stopping.Within("the stop");
    }

    [Fact]
    public async Task Revoked_token_ends_its_sockets()
    {
        var token = await _hub.TokenAsync("viewer", "default", "watcher");
        using var socket = await ConnectAsync($"{Socket}?access_token={token}");
        var id = (await _hub.GetAsync("/api/tokens")).Json.GetProperty("items").EnumerateArray().Single().Text("id");

        await _hub.DeleteAsync($"/api/tokens/{id}");

        var end = await NextAsync(socket);
        end.Text("type").ShouldBe("end");
        end.Text("reason").ShouldBe("token-revoked");
    }

    [Fact]
    public async Task What_the_client_says_is_passed_over()
    {
        using var socket = await ConnectAsync(Socket);
        await socket.SendAsync("hello"u8.ToArray(), WebSocketMessageType.Text, true, TestContext.Current.CancellationToken);
        await _hub.AddAgentAsync("a");

        (await NextAsync(socket)).Text("type").ShouldBe("agent.created");
    }

    [Fact]
    public async Task Socket_opens_over_http2()
    {
        using var certificate = SelfSigned();
        await using var hub = await TestHub.StartAsync(
            o => o.Urls = ["https://127.0.0.1:0"],
            builder => builder.WebHost.ConfigureKestrel(kestrel => kestrel.ConfigureHttpsDefaults(https => https.ServerCertificate = certificate)));
        using var handler = new SocketsHttpHandler { SslOptions = { RemoteCertificateValidationCallback = (_, shown, _, _) => shown?.GetCertHashString() == certificate.GetCertHashString() } };
        using var invoker = new HttpMessageInvoker(handler);
        using var socket = new ClientWebSocket();
        socket.Options.HttpVersion = HttpVersion.Version20;
        socket.Options.HttpVersionPolicy = HttpVersionPolicy.RequestVersionExact;

        await socket.ConnectAsync(new Uri($"wss://{hub.Address.Authority}{Socket}?after=otherepoch:1"), invoker, TestContext.Current.CancellationToken).Within("the connection");

        (await NextAsync(socket)).Text("type").ShouldBe("reset");
    }

    [Fact]
    public async Task Plain_request_is_told_to_upgrade()
    {
        (await _hub.GetAsync(Socket)).ShouldBeProblem(426, "upgrade-required");
        (await _hub.GetAsync("/ws")).ShouldBeProblem(426, "upgrade-required");
    }

    [Theory]
    [InlineData("Origin", "http://evil.example")]
    [InlineData("Host", "rebound.example")]
    public async Task Page_of_another_site_cannot_connect(string header, string value)
    {
        foreach (var path in new[] { Socket, "/ws" })
        {
            using var socket = new ClientWebSocket();
            socket.Options.SetRequestHeader(header, value);
            socket.Options.CollectHttpResponseDetails = true;

            await Should.ThrowAsync<WebSocketException>(() => socket.ConnectAsync(AddressOf(path), TestContext.Current.CancellationToken));

            ((int)socket.HttpStatusCode).ShouldBe(403);
        }
    }

    private static X509Certificate2 SelfSigned()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var now = TimeProvider.System.GetUtcNow();
        return new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256).CreateSelfSigned(now.AddDays(-1), now.AddDays(1));
    }

    private Uri AddressOf(string path) => new($"ws://{_hub.Address.Authority}{path}");

    private async Task<ClientWebSocket> ConnectAsync(string path)
    {
        var socket = new ClientWebSocket();
        await socket.ConnectAsync(AddressOf(path), TestContext.Current.CancellationToken).Within("the connection");
        return socket;
    }

    private static async Task<JsonElement> NextAsync(ClientWebSocket socket)
    {
        var buffer = new byte[64 * 1024];
        var frame = await socket.ReceiveAsync(buffer, TestContext.Current.CancellationToken).Within("the next frame");
        frame.MessageType.ShouldBe(WebSocketMessageType.Text);
        frame.EndOfMessage.ShouldBeTrue();
        return JsonElement.Parse(buffer.AsSpan(0, frame.Count));
    }
}
