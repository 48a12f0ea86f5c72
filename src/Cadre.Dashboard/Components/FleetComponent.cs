using Cadre.Client;
using Cadre.Dashboard.Actions;
using Cadre.Fleet;
using Cadre.Query;
using Cadre.Query.Razor;
using Microsoft.AspNetCore.Components;

namespace Cadre.Dashboard.Components;

/// <summary>A component that shows the fleet of its page.</summary>
public abstract partial class FleetComponent
{
    [CascadingParameter]
    protected FleetScope Scope { get; set; } = null!;

    protected IFleetQueries Queries => Scope.Queries;

    /// <summary>A picture of <c>Assets/icons.svg</c> by name.</summary>
    protected MarkupString Icon(string name, string css = "icon") => Scope.Session.Icons.Of(name, css);

    /// <summary>What is being done about a subject.</summary>
    private protected QueryHook<ActionState> UseAction(Func<string> subject) => UseQuery(() => PendingActions.Of(subject()));
}
