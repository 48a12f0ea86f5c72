using Microsoft.AspNetCore.Components;

namespace Cadre.Pages;

/// <summary>The base of the document around all pages: the component that writes <c>html</c>, <c>head</c> and <c>body</c>, and the page where it belongs.</summary>
/// <remarks>The document itself is not pushed, only the fragments in it: what changes has to be in one.</remarks>
public abstract class PageDocument : ComponentBase
{
    /// <summary>The page's component, for a <c>DynamicComponent</c>.</summary>
    [Parameter, EditorRequired]
    public Type Page { get; set; } = null!;

    /// <summary>The page's parameters from the route.</summary>
    [Parameter]
    public IDictionary<string, object?> Parameters { get; set; } = new Dictionary<string, object?>();

    /// <summary>What stands in the query of the address and belongs to the page, by name.</summary>
    [Parameter]
    public IReadOnlyDictionary<string, string> Query { get; set; } = new Dictionary<string, string>();

    /// <summary>How the page is answered; to be cascaded to pages that set it.</summary>
    [Parameter]
    public PageStatus Status { get; set; } = new();

    /// <summary>What <see cref="PageLease.Context"/> holds for the pages of this principal.</summary>
    [Parameter]
    public object? Context { get; set; }
}
