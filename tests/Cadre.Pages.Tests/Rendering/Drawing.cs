using System.Text;
using Cadre.Pages.Rendering;
using Cadre.Pages.Tests.Screens;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace Cadre.Pages.Tests.Rendering;

/// <summary>A component with its fragments, without views and streams around it.</summary>
internal sealed class Drawing : IAsyncDisposable
{
    private readonly ServiceProvider _services;
    private readonly PageRenderer _renderer;
    private readonly FragmentTree _tree;

    private Drawing(Store store)
    {
        _services = new ServiceCollection().AddSingleton(store).AddLogging().BuildServiceProvider();
        _renderer = new PageRenderer(_services, NullLoggerFactory.Instance, static () => { }, Errors.Add);
        _tree = new FragmentTree(_renderer);
        Store = store;
    }

    public Store Store { get; }

    /// <summary>What components threw.</summary>
    public List<Exception> Errors { get; } = [];

    public long Renders => _tree.Renders;

    public bool HasUnseenChange => _tree.HasUnseenChange;

    public static async Task<Drawing> ShowAsync<TComponent>(Store store, params (string Name, object? Value)[] parameters) where TComponent : IComponent
    {
        var drawing = new Drawing(store);
        await drawing._renderer.Dispatcher.InvokeAsync(() =>
        {
            var id = drawing._renderer.Start(typeof(Frame), ParameterView.FromDictionary(new Dictionary<string, object?>
            {
                [nameof(Frame.Content)] = typeof(TComponent),
                [nameof(Frame.Parameters)] = parameters.ToDictionary(static parameter => parameter.Name, static parameter => parameter.Value),
            }));
            drawing._renderer.Take();
            drawing._tree.Begin(id);
        });
        return drawing;
    }

    public async Task<string> DocumentAsync()
    {
        var document = await _renderer.Dispatcher.InvokeAsync(_tree.Document);
        using var sent = new MemoryStream();
        await document.WriteAsync(sent, static place => place, TestContext.Current.CancellationToken);
        return Encoding.UTF8.GetString(sent.ToArray());
    }

    public Task<string> EverythingAsync() => _renderer.Dispatcher.InvokeAsync(_tree.Everything);

    /// <summary>Changes texts in one turn, and answers the partials.</summary>
    public Task<string> ChangeAsync(params (string Name, string Text)[] texts) => ChangeAsync(() => Store.Set(texts));

    public Task<string> ChangeAsync(Action change) => _renderer.Dispatcher.InvokeAsync(() =>
    {
        change();
        return _tree.Update();
    });

    public async ValueTask DisposeAsync()
    {
        await _renderer.DisposeAsync();
        await _services.DisposeAsync();
    }
}
