using Cadre.Dashboard.Actions;
using Cadre.Fleet;
using Cadre.Pages;
using Cadre.Query.Razor;
using Microsoft.AspNetCore.Components;

namespace Cadre.Dashboard.Components.Fleet;

/// <summary>The card or the row of an agent: what seldom changes about it.</summary>
public abstract class AgentShown : FleetComponent
{
    private QueryHook<AgentHead> _head = null!;
    private QueryHook<ActionState> _action = null!;

    /// <summary>The agent.</summary>
    [Parameter, EditorRequired]
    public string Id { get; set; } = "";

    /// <summary>The id of its element.</summary>
    public string FragmentId => DomId.Of("agent", Id);

    /// <summary>What its head shows.</summary>
    protected AgentHead Head => _head.Data;

    /// <summary>What is being done about it.</summary>
    protected ActionState State => _action.Data!;

    protected override void OnInitialized()
    {
        _head = UseQuery(() => Queries.Agent(AgentId.Parse(Id)), static at => AgentHead.Of(at.State));
        _action = UseAction(() => Subjects.Of(AgentId.Parse(Id)));
    }
}

/// <summary>What the head of a card and its menu need to know.</summary>
/// <param name="Status">The agent's status.</param>
/// <param name="TaskId">Its current task.</param>
public readonly record struct AgentHead(AgentStatus Status, long? TaskId)
{
    internal bool IsNeedy => Status is AgentStatus.Blocked or AgentStatus.Error;

    internal static AgentHead Of(Agent agent) => new(agent.Status, agent.CurrentTask?.Id.Value);
}
