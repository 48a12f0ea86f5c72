using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Cadre.Hub.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Cadre.Live.Tests.Faults;

/// <summary>A real hub in memory on a free port.</summary>
internal sealed class HubHost : IAsyncDisposable
{
    private readonly WebApplication _app;

    private HubHost(WebApplication app)
    {
        _app = app;
        Address = new Uri(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());
        Http = new HttpClient { BaseAddress = Address, Timeout = TimeSpan.FromSeconds(30) };
    }

    public Uri Address { get; }

    public HttpClient Http { get; }

    public static async Task<HubHost> StartAsync(Action<HubOptions>? set = null)
    {
        var options = new HubOptions
        {
            Urls = ["http://127.0.0.1:0"],
            LogLevel = LogLevel.None,
            Template = "empty",
            Heartbeat = TimeSpan.FromMilliseconds(200),
            ShutdownTimeout = TimeSpan.FromSeconds(2),
        };
        options.Limits.RequestsPerSecond = 100_000;
        options.Limits.RequestBurst = 100_000;
        set?.Invoke(options);
        var app = await HubApplication.BuildAsync(options);
        await app.StartAsync();
        return new HubHost(app);
    }

    /// <summary>Sends events, and answers where the log stands then.</summary>
    public async Task<StreamCursor> SendAsync(params IEnumerable<string> events)
    {
        using var content = new StringContent($"[{string.Join(',', events)}]", Encoding.UTF8, "application/json");
        using var response = await Http.PostAsync("/api/workspaces/default/events", content);
        response.EnsureSuccessStatusCode();
        var answer = await response.Content.ReadFromJsonAsync<JsonElement>();
        return StreamCursor.Parse(answer.GetProperty("cursor").GetString()!);
    }

    public async Task<(StreamCursor Cursor, string State)> StateAsync()
    {
        var answer = await Http.GetFromJsonAsync<JsonElement>("/api/workspaces/default/state");
        return (StreamCursor.Parse(answer.GetProperty("cursor").GetString()!), answer.GetProperty("state").GetRawText());
    }

    /// <summary>Makes a token that may read.</summary>
    public async Task<(string Id, string Text)> TokenAsync()
    {
        using var content = new StringContent("""{"workspace":"default","role":"viewer"}""", Encoding.UTF8, "application/json");
        using var response = await Http.PostAsync("/api/tokens", content);
        response.EnsureSuccessStatusCode();
        var answer = await response.Content.ReadFromJsonAsync<JsonElement>();
        return (answer.GetProperty("id").GetString()!, answer.GetProperty("token").GetString()!);
    }

    public async Task RevokeAsync(string id)
    {
        using var response = await Http.DeleteAsync($"/api/tokens/{id}");
        response.EnsureSuccessStatusCode();
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        try
        {
            await _app.StopAsync();
        }
        catch (OperationCanceledException)
        {
            // Connections that have fallen silent are cut off after the shutdown timeout.
        }
        await _app.DisposeAsync();
    }
}
