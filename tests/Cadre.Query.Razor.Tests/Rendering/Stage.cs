using Cadre.Query.Testing;
using Cadre.TestKit;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Cadre.Query.Razor.Tests.Rendering;

/// <summary>A client, a renderer, and a clock that stands still.</summary>
internal sealed class Stage : IAsyncDisposable
{
    private readonly ServiceProvider _services;
    private readonly AsyncServiceScope _scope;

    public Stage(QueryClientOptions? options = null, Action<IServiceCollection>? configure = null)
    {
        var services = new ServiceCollection().AddLogging().AddSingleton<TimeProvider>(Clock);
        configure?.Invoke(services);
        services.AddCadreQuery(cadre => cadre.Client = (options ?? new QueryClientOptions()) with { UnhandledError = Unhandled.Add });
        _services = services.BuildServiceProvider();
        _scope = _services.CreateAsyncScope();
        Renderer = new TestRenderer(Services, Services.GetRequiredService<ILoggerFactory>());
    }

    public TestClock Clock { get; } = new();

    public List<Exception> Unhandled { get; } = [];

    /// <summary>Whether components are to fail.</summary>
    public bool ExpectsErrors { get; init; }

    public IServiceProvider Services => _scope.ServiceProvider;

    public QueryClient Client => Services.GetRequiredService<QueryClient>();

    public TestRenderer Renderer { get; }

    /// <summary>Puts a component on the screen, and waits for its first rendering only.</summary>
    public async Task<Shown<T>> ShowAsync<T>(params (string Name, object? Value)[] parameters) where T : IComponent
    {
        var (component, id) = await Renderer.AddAsync<T>(Parameters(parameters)).Within("the first rendering");
        if (!ExpectsErrors) Renderer.Errors.ShouldBeEmpty();
        return new Shown<T>(this, component, id);
    }

    public static ParameterView Parameters(params (string Name, object? Value)[] parameters) =>
        ParameterView.FromDictionary(parameters.ToDictionary(parameter => parameter.Name, parameter => parameter.Value));

    /// <summary>Waits for what is on its way to the screen: what listeners were told has asked for its rendering, and that is done.</summary>
    public async Task SettleAsync()
    {
        // A rendering goes from the thread that tells to the pool, and from there to the renderer: let some of our own go the same way, as
        // one may overtake.
        for (var i = 0; i < 3; i++)
        {
            var passed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            ThreadPool.UnsafeQueueUserWorkItem(_ => _ = Renderer.Dispatcher.InvokeAsync(passed.SetResult), null);
            await passed.Task.Within("the renderer");
        }
    }

    public async ValueTask DisposeAsync()
    {
        await Renderer.DisposeAsync();
        await _scope.DisposeAsync();
        await _services.DisposeAsync();
        Unhandled.ShouldBeEmpty();
        if (!ExpectsErrors) Renderer.Errors.ShouldBeEmpty();
    }
}

/// <summary>A component on the screen.</summary>
internal sealed record Shown<T>(Stage Stage, T Component, int Id) where T : IComponent
{
    /// <summary>How often it was rendered; components below it do not count.</summary>
    public int Renders => Stage.Renderer.RendersOf(Id);

    public Task<string> TextAsync() => Stage.Renderer.TextAsync(Id);

    public Task ClickAsync(string elementId) => Stage.Renderer.ClickAsync(Id, elementId).Within($"the click on {elementId}");

    public Task SetAsync(params (string Name, object? Value)[] parameters) =>
        Stage.Renderer.SetAsync(Id, Stage.Parameters(parameters)).Within("the parameters");

    public Task RemoveAsync() => Stage.Renderer.RemoveAsync(Id).Within("the removal");

    /// <summary>Waits until it shows a text.</summary>
    public async Task ShowsAsync(string text)
    {
        using var deadline = new CancellationTokenSource(Patience.Deadline, TimeProvider.System);
        while (!(await TextAsync()).Contains(text, StringComparison.Ordinal))
        {
            if (deadline.IsCancellationRequested) throw new TimeoutException($"Waited for '{text}', but it shows: {await TextAsync()}");
            await Task.Delay(TimeSpan.FromMilliseconds(1), TimeProvider.System, CancellationToken.None);
        }
    }
}
