using Microsoft.AspNetCore.Components;

namespace Cadre.Query.Razor;

/// <summary>What <see cref="QueryHooks"/> need of the component that owns them: mostly its own protected members.</summary>
public sealed record QueryHost
{
    /// <summary>The client to follow; asked again at every update.</summary>
    public required Func<QueryClient> Client { get; init; }

    /// <summary><c>ComponentBase.InvokeAsync</c>.</summary>
    public required Func<Action, Task> InvokeAsync { get; init; }

    /// <summary><c>ComponentBase.StateHasChanged</c>.</summary>
    public required Action StateHasChanged { get; init; }

    /// <summary><c>ComponentBase.DispatchExceptionAsync</c>: told when a rendering that the hooks asked for fails.</summary>
    public required Func<Exception, Task> DispatchExceptionAsync { get; init; }

    /// <summary>Whether the renderer shows what there is when loading ends, and no more: then queries are not retried unless they say so.</summary>
    /// <value>False.</value>
    public Func<bool> RendersOnce { get; init; } = static () => false;
}
