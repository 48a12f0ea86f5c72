using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.HtmlRendering.Infrastructure;
using Microsoft.AspNetCore.Components.RenderTree;
using Microsoft.Extensions.Logging;

namespace Cadre.Pages.Rendering;

/// <summary>Keeps the components of one page alive and tells which fragments were rendered anew. Use it on its dispatcher.</summary>
internal sealed class PageRenderer(IServiceProvider services, ILoggerFactory logs, Action changed, Action<Exception> failed) : StaticHtmlRenderer(services, logs)
{
    private readonly HashSet<int> _dirty = [];
    private readonly HashSet<int> _gone = [];
    private readonly ShellWriter _writer = new();
    private TaskCompletionSource _shown = NewShown();
    private bool _started;

    protected override RendererInfo RendererInfo { get; } = new("Pages", isInteractive: true);

    /// <summary>Starts the page; from now on changes are told.</summary>
    public int Start(Type document, ParameterView parameters)
    {
        var component = InstantiateComponent(document);
        var id = AssignRootComponentId(component);
        _ = ObserveAsync(RenderRootComponentAsync(id, parameters));
        _started = true;
        return id;
    }

    /// <summary>What was rendered anew and what is gone since the last call. A component that is no fragment counts for the fragment around it; <see cref="Document"/> stands for the document.</summary>
    public (HashSet<int> Dirty, int[] Gone) Take()
    {
        var dirty = _dirty.Where(id => !_gone.Contains(id)).Select(FragmentAround).ToHashSet();
        int[] gone = [.. _gone];
        _dirty.Clear();
        _gone.Clear();
        _shown.SetResult();
        _shown = NewShown();
        return (dirty, gone);
    }

    public Shell RenderShell(int componentId)
    {
        WriteComponentHtml(componentId, _writer);
        return _writer.ToShell();
    }

    public ILiveFragment FragmentOf(int componentId) => (ILiveFragment)GetComponentState(componentId).Component;

    protected override void RenderChildComponent(TextWriter output, ref RenderTreeFrame componentFrame)
    {
        if (componentFrame.Component is ILiveFragment && output is ShellWriter shell) shell.LeaveOut(componentFrame.ComponentId);
        else base.RenderChildComponent(output, ref componentFrame);
    }

    protected override Task UpdateDisplayAsync(in RenderBatch batch)
    {
        for (var i = 0; i < batch.UpdatedComponents.Count; i++)
        {
            ref var diff = ref batch.UpdatedComponents.Array[i];
            if (diff.Edits.Count > 0) _dirty.Add(diff.ComponentId);
        }
        for (var i = 0; i < batch.DisposedComponentIDs.Count; i++) _gone.Add(batch.DisposedComponentIDs.Array[i]);
        if (_started) changed();
        // Components hear that they were rendered when their markup is taken: one that renders again each time does so once per push.
        return _shown.Task;
    }

    protected override void HandleException(Exception exception) => failed(exception);

    private static TaskCompletionSource NewShown() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private int FragmentAround(int componentId)
    {
        for (var at = GetComponentState(componentId); at is not null; at = at.ParentComponentState)
            if (at.Component is ILiveFragment) return at.ComponentId;
        return Document;
    }

    /// <summary>Stands for the document, which is no fragment and cannot be pushed.</summary>
    public const int Document = -1;

    private async Task ObserveAsync(Task rendering)
    {
        try
        {
            await rendering;
        }
        catch (Exception error)
        {
            failed(error);
        }
    }
}
