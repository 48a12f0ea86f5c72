using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Cadre.Hub.Access;
using Cadre.Hub.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Cadre.Hub.Tests;

/// <summary>A real hub on a free port, in memory unless a data folder is given.</summary>
public sealed class TestHub : IAsyncDisposable
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(30);
    private readonly WebApplication _app;

    private TestHub(WebApplication app, Uri address)
    {
        _app = app;
        Address = address;
        Http = new HttpClient { BaseAddress = address, Timeout = Deadline };
    }

    public Uri Address { get; }

    public HttpClient Http { get; }

    public IServiceProvider Services => _app.Services;

    public static async Task<TestHub> StartAsync(Action<HubOptions>? set = null, Action<WebApplicationBuilder>? configure = null)
    {
        var options = new HubOptions { Urls = ["http://127.0.0.1:0"], LogLevel = LogLevel.None };
        set?.Invoke(options);
        var app = await HubApplication.BuildAsync(options, configure, TestContext.Current.CancellationToken);
        await app.StartAsync(TestContext.Current.CancellationToken);
        var addresses = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses;
        return new TestHub(app, new Uri(addresses.First().Replace("0.0.0.0", "127.0.0.1", StringComparison.Ordinal)));
    }

    public T Get<T>() where T : notnull => _app.Services.GetRequiredService<T>();

    /// <summary>Sends a request and reads the whole answer.</summary>
    public async Task<Reply> SendAsync(HttpMethod method, string path, string? json = null, string? token = null, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(method, path);
        if (json is not null)
            request.Content = new StringContent(json, Encoding.UTF8, new MediaTypeHeaderValue("application/json"));
        if (token is not null)
            request.Headers.Authorization = new("Bearer", token);
        foreach (var (name, value) in headers)
        {
            if (!request.Headers.TryAddWithoutValidation(name, value))
            {
                request.Content ??= new ByteArrayContent([]);
                request.Content.Headers.Remove(name);
                request.Content.Headers.TryAddWithoutValidation(name, value).ShouldBeTrue($"header {name}");
            }
        }

        using var response = await Http.SendAsync(request, TestContext.Current.CancellationToken);
        return await Reply.ReadAsync(response);
    }

    public Task<Reply> GetAsync(string path, string? token = null) => SendAsync(HttpMethod.Get, path, token: token);

    public Task<Reply> PostAsync(string path, string json, string? token = null) => SendAsync(HttpMethod.Post, path, json, token);

    /// <summary>Makes a token and returns its text.</summary>
    public async Task<string> TokenAsync(string role, string workspace = "*", string? name = null)
    {
        var store = Get<ITokenStore>();
        var parsed = RoleNames.Parse(role);
        var (_, text) = await TokenIssuer.IssueAsync(store, workspace, parsed, name, TimeProvider.System, TestContext.Current.CancellationToken);
        await Get<TokenDirectory>().RefreshAsync(TestContext.Current.CancellationToken);
        return text;
    }

    public Task StopAsync() => _app.StopAsync(TestContext.Current.CancellationToken);

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await _app.StopAsync(CancellationToken.None);
        await _app.DisposeAsync();
    }
}
