using Cadre.Client;
using Cadre.Query.Razor;
using Microsoft.AspNetCore.Components;

namespace Cadre.Dashboard.Components;

/// <summary>A component that shows the fleet of its page.</summary>
public abstract class FleetComponent : QueryComponentBase
{
    [CascadingParameter]
    protected FleetScope Scope { get; set; } = null!;

    protected IFleetQueries Queries => Scope.Queries;
}
