using System.Collections.Concurrent;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.RenderTree;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Extensions.Logging;

namespace Cadre.Query.Razor.Tests.Rendering;

/// <summary>A real renderer without a browser: counts what is rendered, reads the tree as text, and clicks.</summary>
internal sealed class TestRenderer(IServiceProvider services, ILoggerFactory logs) : Renderer(services, logs)
{
    private readonly ConcurrentDictionary<int, int> _renders = new();
    private readonly ConcurrentQueue<Exception> _errors = new();
    private int _batches;

    public override Dispatcher Dispatcher { get; } = Dispatcher.CreateDefault();

    /// <summary>How many batches there were.</summary>
    public int Batches => Volatile.Read(ref _batches);

    public IReadOnlyCollection<Exception> Errors => _errors;

    public bool IsInteractive { get; set; } = true;

    protected override RendererInfo RendererInfo => new("Test", IsInteractive);


    public int RendersOf(int componentId) => _renders.GetValueOrDefault(componentId);

    public Task<(T Component, int Id)> AddAsync<T>(ParameterView parameters) where T : IComponent => Dispatcher.InvokeAsync(async () =>
    {
        var component = (T)InstantiateComponent(typeof(T));
        var id = AssignRootComponentId(component);
        await RenderRootComponentAsync(id, parameters);
        return (component, id);
    });

    public Task SetAsync(int id, ParameterView parameters) => Dispatcher.InvokeAsync(() => RenderRootComponentAsync(id, parameters));

    public Task RemoveAsync(int id) => Dispatcher.InvokeAsync(() => RemoveRootComponent(id));

    /// <summary>What the component and all below it show.</summary>
    public Task<string> TextAsync(int id) => Dispatcher.InvokeAsync(() => TreeText.Of(id, GetCurrentRenderTreeFrames));

    /// <summary>Clicks the element with this attribute <c>id</c>, wherever it is below the component.</summary>
    public Task ClickAsync(int root, string elementId) => DispatchAsync(root, elementId, "onclick", new MouseEventArgs());

    /// <summary>Clicks the button with this text, wherever it is below the component.</summary>
    public Task ClickButtonAsync(int root, string text) =>
        DispatchAsync(root, "onclick", new MouseEventArgs(), TreeText.IsButton(text), $"button '{text}'");

    /// <summary>Raises an event of the element with this attribute <c>id</c>, wherever it is below the component.</summary>
    public Task DispatchAsync(int root, string elementId, string eventName, EventArgs arguments) =>
        DispatchAsync(root, eventName, arguments, TreeText.HasId(elementId), $"element with the id '{elementId}'");

    /// <summary>Raises an event of the first element with this name below the component.</summary>
    public Task DispatchToAsync(int root, string elementName, string eventName, EventArgs arguments) =>
        DispatchAsync(root, eventName, arguments, TreeText.IsCalled(elementName), $"element '{elementName}'");

    private Task DispatchAsync(int root, string eventName, EventArgs arguments, Func<ArrayRange<RenderTreeFrame>, int, bool> isMeant, string what) =>
        Dispatcher.InvokeAsync(() =>
        {
            var handler = TreeText.HandlerOf(root, eventName, GetCurrentRenderTreeFrames, isMeant)
                ?? throw new InvalidOperationException($"There is no {what} that handles {eventName} in: {TreeText.Of(root, GetCurrentRenderTreeFrames)}");
            return DispatchEventAsync(handler, null, arguments);
        });

    protected override IComponentRenderMode GetComponentRenderMode(IComponent component) => RenderMode.InteractiveServer;

    protected override void HandleException(Exception exception) => _errors.Enqueue(exception);

    protected override Task UpdateDisplayAsync(in RenderBatch renderBatch)
    {
        Interlocked.Increment(ref _batches);
        for (var i = 0; i < renderBatch.UpdatedComponents.Count; i++)
            _renders.AddOrUpdate(renderBatch.UpdatedComponents.Array[i].ComponentId, 1, static (_, count) => count + 1);
        return Task.CompletedTask;
    }
}
