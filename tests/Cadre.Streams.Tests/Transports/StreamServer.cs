using System.Net;
using Cadre.Streams.Tests.Feeds;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Cadre.Streams.Tests.Transports;

/// <summary>A real server on a free port, with HTTP/1.1 and HTTP/2 beside each other, that remembers what it logged.</summary>
sealed class StreamServer : IAsyncDisposable
{
    readonly WebApplication _app;

    StreamServer(WebApplication app, RecordingLoggers logs) => (_app, Logs) = (app, logs);

    public RecordingLoggers Logs { get; }

    public Uri Http1 => new(Addresses[0]);

    public Uri Http2 => new(Addresses[1]);

    string[] Addresses => [.. _app.Services.GetRequiredService<IServer>().Features.GetRequiredFeature<IServerAddressesFeature>().Addresses];

    public static async Task<StreamServer> StartAsync(Action<WebApplication> map)
    {
        var builder = WebApplication.CreateSlimBuilder();
        var logs = new RecordingLoggers();
        builder.Logging.ClearProviders().AddProvider(logs);
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.Listen(IPAddress.Loopback, 0, listen => listen.Protocols = HttpProtocols.Http1);
            kestrel.Listen(IPAddress.Loopback, 0, listen => listen.Protocols = HttpProtocols.Http2);
        });
        var app = builder.Build();
        app.UseWebSockets();
        map(app);
        await app.StartAsync().Within("the start of the server");
        return new StreamServer(app, logs);
    }

    /// <summary>Serves a feed at <c>/sse</c> and <c>/ws</c>.</summary>
    public static Task<StreamServer> StartAsync(TestFeed feed) => StartAsync(app =>
    {
        app.MapGet("/sse", async context =>
        {
            FeedEndpoints.TryReadCursor(context.Request, out var after, out _).ShouldBeTrue();
            await FeedEndpoints.WriteSseAsync(context, feed.Feed, after);
        });
        app.MapGet("/ws", async context =>
        {
            FeedEndpoints.TryReadCursor(context.Request, out var after, out _).ShouldBeTrue();
            using var socket = await FeedEndpoints.AcceptWebSocketAsync(context);
            await FeedEndpoints.WriteWebSocketAsync(socket, feed.Feed, after);
        });
    });

    // Without a drain the connection closes with the response, as a browser's does.
    public HttpClient Client(Version? version = null) => new(new SocketsHttpHandler { ResponseDrainTimeout = TimeSpan.Zero })
    {
        BaseAddress = version == HttpVersion.Version20 ? Http2 : Http1,
        DefaultRequestVersion = version ?? HttpVersion.Version11,
        DefaultVersionPolicy = HttpVersionPolicy.RequestVersionExact,
    };

    public async ValueTask DisposeAsync()
    {
        using var stopping = new CancellationTokenSource(TimeSpan.FromSeconds(5), TimeProvider.System);
        await _app.StopAsync(stopping.Token);
        await _app.DisposeAsync();
    }
}
