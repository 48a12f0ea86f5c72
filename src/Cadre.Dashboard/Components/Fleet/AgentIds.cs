using System.Collections.Immutable;
using Cadre.Query.Razor;
using Microsoft.AspNetCore.Components;

namespace Cadre.Dashboard.Components.Fleet;

/// <summary>A component that shows the agents of a group of the page's filter.</summary>
public abstract class AgentIds : FleetComponent
{
    private QueryHook<ImmutableArray<string>> _ids = null!;

    /// <summary>The group; empty if nothing is grouped.</summary>
    [Parameter, EditorRequired]
    public string Group { get; set; } = "";

    /// <summary>The agents, in order.</summary>
    protected ImmutableArray<string> Ids => _ids.Data.IsDefault ? [] : _ids.Data;

    [CascadingParameter]
    private FleetFilter Filter { get; set; } = null!;

    protected override void OnInitialized() => _ids = UseQuery(() => Queries.Agents(), page => Filter.Ids(page.Items, Group, Scope.Age));
}
