using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;

namespace Cadre.Query.Razor;

/// <summary>Keeps what the content of one panel throws from taking the page with it.</summary>
internal sealed class PanelErrorBoundary : ErrorBoundaryBase
{
    private object? _shown;

    /// <summary>The data that the content shows. Other data are another chance for it.</summary>
    [Parameter]
    public object? Shows { get; set; }

    [Parameter]
    public Func<Exception, Task>? OnError { get; set; }

    protected override void OnParametersSet()
    {
        if (!Equals(_shown, Shows)) Recover();
        _shown = Shows;
    }

    protected override Task OnErrorAsync(Exception exception) => OnError?.Invoke(exception) ?? Task.CompletedTask;

    protected override void BuildRenderTree(RenderTreeBuilder builder)
    {
        if (CurrentException is null) builder.AddContent(0, ChildContent);
        else builder.AddContent(1, ErrorContent?.Invoke(CurrentException));
    }
}
