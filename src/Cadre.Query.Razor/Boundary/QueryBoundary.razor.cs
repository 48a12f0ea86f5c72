using Microsoft.AspNetCore.Components;

namespace Cadre.Query.Razor;

/// <summary>A panel that shows a query: while it loads, when it failed, when there is nothing, and its data. An exception of its content stays inside it.</summary>
/// <remarks>Give it a query of its own, and changes render this panel only; or a hook of the component around it.</remarks>
/// <typeparam name="T">The data.</typeparam>
public sealed partial class QueryBoundary<T>
{
    private PanelErrorBoundary? _panel;
    private QueryHook<T>? _own;

    /// <summary>The query that the panel follows; or else <see cref="Hook"/>.</summary>
    [Parameter]
    public QueryDefinition<T>? Query { get; set; }

    /// <summary>A hook of another component; or else <see cref="Query"/>.</summary>
    [Parameter]
    public QueryHook<T>? Hook { get; set; }

    /// <summary>The data.</summary>
    [Parameter]
    public RenderFragment<T>? ChildContent { get; set; }

    /// <summary>Before the first data.</summary>
    /// <value>A line of text with the role status.</value>
    [Parameter]
    public RenderFragment? Loading { get; set; }

    /// <summary>When the fetch failed: instead of data, or above older ones; and when the content threw.</summary>
    /// <value>The message with the role alert, and a button to retry where one can be pressed.</value>
    [Parameter]
    public RenderFragment<QueryFailure>? Failed { get; set; }

    /// <summary>When the data are empty.</summary>
    /// <value>A line of text.</value>
    [Parameter]
    public RenderFragment? Empty { get; set; }

    /// <summary>Whether data are empty.</summary>
    /// <value>Null, an empty text, and lists without items.</value>
    [Parameter]
    public Func<T, bool>? IsEmpty { get; set; }

    /// <summary>Told when the content throws.</summary>
    [Parameter]
    public EventCallback<Exception> OnError { get; set; }

    private QueryHook<T> View => Hook ?? (_own ??= UseQuery(() => Query ?? throw Neither()));

    /// <inheritdoc/>
    protected override void OnParametersSet()
    {
        if (Query is null == Hook is null) throw Neither();
        if (Query is not null) _ = View;
    }

    private static InvalidOperationException Neither() =>
        new($"A {nameof(QueryBoundary<>)} needs one of {nameof(Query)} and {nameof(Hook)}, not both and not neither.");

    /// <summary>The content, so that what it throws is shown in its place.</summary>
    private RenderFragment Guarded(T data) => builder =>
    {
        builder.OpenComponent<PanelErrorBoundary>(0);
        builder.AddComponentParameter(1, nameof(PanelErrorBoundary.Shows), data);
        builder.AddComponentParameter(2, nameof(PanelErrorBoundary.OnError), (Func<Exception, Task>)TellAsync);
        builder.AddComponentParameter(3, nameof(PanelErrorBoundary.ChildContent), ChildContent?.Invoke(data));
        builder.AddComponentParameter(4, nameof(PanelErrorBoundary.ErrorContent), (RenderFragment<Exception>)(error => ShowFailure(error, isStale: false)));
        builder.AddComponentReferenceCapture(5, panel => _panel = (PanelErrorBoundary)panel);
        builder.CloseComponent();
    };

    private Task RetryAsync()
    {
        _panel?.Recover();
        return View.RefetchAsync();
    }

    private Task TellAsync(Exception error) => OnError.InvokeAsync(error);
}
