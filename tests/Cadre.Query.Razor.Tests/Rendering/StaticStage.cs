using Cadre.TestKit;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Cadre.Query.Razor.Tests.Rendering;

/// <summary>A client, and the renderer that makes HTML once.</summary>
internal sealed class StaticStage : IAsyncDisposable
{
    private readonly ServiceProvider _services = new ServiceCollection().AddLogging().AddCadreQuery().BuildServiceProvider();
    private readonly AsyncServiceScope _scope;
    private readonly HtmlRenderer _renderer;

    public StaticStage()
    {
        _scope = _services.CreateAsyncScope();
        _renderer = new HtmlRenderer(_scope.ServiceProvider, _services.GetRequiredService<ILoggerFactory>());
    }

    public QueryClient Client => _scope.ServiceProvider.GetRequiredService<QueryClient>();

    /// <summary>The HTML when all that loads has loaded.</summary>
    public Task<string> RenderAsync<T>(params (string Name, object? Value)[] parameters) where T : IComponent =>
        _renderer.Dispatcher.InvokeAsync(async () => (await _renderer.RenderComponentAsync<T>(Stage.Parameters(parameters))).ToHtmlString()).Within("the HTML");

    /// <summary>Ends the renderer, as the end of a request does.</summary>
    public ValueTask EndAsync() => _renderer.DisposeAsync();

    public async ValueTask DisposeAsync()
    {
        await _renderer.DisposeAsync();
        await _scope.DisposeAsync();
        await _services.DisposeAsync();
    }
}
