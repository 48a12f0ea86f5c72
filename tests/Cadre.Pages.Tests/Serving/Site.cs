using System.Diagnostics.Metrics;
using System.Net.Http.Headers;
using Cadre.Pages.Tests.Screens;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Cadre.Pages.Tests;

/// <summary>Live pages behind a real server: <c>/notes/{name}</c>.</summary>
internal sealed class Site : IAsyncDisposable
{
    private readonly WebApplication _app;

    private Site(WebApplication app, Store store, TestHost host)
    {
        (_app, Store, Host) = (app, store, host);
        Http = new HttpClient { BaseAddress = new Uri(app.Urls.Single()), Timeout = Patience.Deadline };
    }

    public Store Store { get; }

    public TestHost Host { get; }

    public HttpClient Http { get; }

    public IPageStatistics Statistics => _app.Services.GetRequiredService<IPageStatistics>();

    public IMeterFactory Meters => _app.Services.GetRequiredService<IMeterFactory>();

    public AssetCatalog Assets => _app.Services.GetRequiredService<AssetCatalog>();

    public static async Task<Site> StartAsync(TimeProvider? time = null, Action<PagesOptions>? configure = null, Store? store = null, TestHost? host = null, Action<IEndpointRouteBuilder>? map = null)
    {
        (store, host) = (store ?? new Store(), host ?? new TestHost());
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        if (time is not null) builder.Services.AddSingleton(time);
        builder.Services.AddSingleton(store);
        builder.Services.AddSingleton<IPageHost>(host);
        builder.Services.AddCadrePages(typeof(TestDocument), [typeof(Site).Assembly], options =>
        {
            (options.Version, options.PushInterval) = ("v1", TimeSpan.FromMilliseconds(5));
            configure?.Invoke(options);
        });
        var app = builder.Build();
        app.MapPageAssets();
        app.MapLivePage<NotePage>("/notes/{name}");
        map?.Invoke(app);
        await app.StartAsync();
        return new Site(app, store, host);
    }

    /// <summary>A page as a browser loads it.</summary>
    public async Task<LoadedPage> LoadAsync(string path, string? by = null)
    {
        using var request = Request(path, by);
        using var response = await Http.SendAsync(request);
        response.EnsureSuccessStatusCode();
        return new LoadedPage(await response.Content.ReadAsStringAsync());
    }

    public async Task<SseStream> OpenAsync(string path, string? lastEventId = null, string? by = null)
    {
        using var request = Request(path, by);
        if (lastEventId is not null) request.Headers.Add("Last-Event-ID", lastEventId);
        var response = await Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        response.EnsureSuccessStatusCode();
        return new SseStream(response, new StreamReader(await response.Content.ReadAsStreamAsync()));
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await _app.DisposeAsync();
    }

    private static HttpRequestMessage Request(string path, string? by)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("text/html"));
        if (by is not null) request.Headers.Add("X-As", by);
        return request;
    }
}

/// <summary>A document that was loaded.</summary>
internal sealed record LoadedPage(string Html)
{
    /// <summary>The address of its stream.</summary>
    public string Stream { get; } = System.Net.WebUtility.HtmlDecode(Html.Split("hx-sse:connect=\"")[1].Split('"')[0]);

    /// <summary>Its place: version, view and number.</summary>
    public string Place => Stream.Split("after=")[1].Split('&')[0];

    public string View => Place.Split('.')[1];
}
