using System.Collections.Immutable;
using Cadre.Fleet;
using Cadre.Query.Razor;
using Microsoft.AspNetCore.Components;

namespace Cadre.Dashboard.Components.Fleet;

/// <summary>What an agent is at: its work, what it waits for and who waits for it.</summary>
public abstract class AgentAtWork : FleetComponent
{
    private QueryHook<Agent> _agent = null!;
    private QueryHook<double?> _progress = null!;
    private QueryHook<ImmutableArray<WorkLink>> _links = null!;

    /// <summary>The agent.</summary>
    [Parameter, EditorRequired]
    public string Id { get; set; } = "";

    /// <summary>The agent; null while it is loading.</summary>
    protected Agent? Agent => _agent.Data;

    /// <summary>How far its task is; what the agent says where the task is not known or says nothing.</summary>
    protected double? Progress => (Agent?.CurrentTask is null ? null : _progress.Data) ?? Agent?.Progress;

    /// <summary>What it waits for: tasks, agents, and outputs that it names in its own words.</summary>
    protected ImmutableArray<WorkLink> WaitsFor
    {
        get
        {
            ImmutableArray<WorkLink> known = [.. Links.Where(static link => !link.Awaited)];
            var named = Agent?.Dependencies ?? [];
            return [.. known, .. named.Where(name => !known.Any(link => link.Agent?.Value == name)).Select(static name => new WorkLink(false, "", name))];
        }
    }

    /// <summary>Who waits for it.</summary>
    protected ImmutableArray<WorkLink> AwaitedBy => [.. Links.Where(static link => link.Awaited)];

    private ImmutableArray<WorkLink> Links => _links.Data.IsDefault ? [] : _links.Data;

    protected override void OnInitialized()
    {
        _agent = UseQuery(() => Queries.Agent(AgentId.Parse(Id)), static at => at.State);
        _progress = UseQuery(() => Queries.Task(Task) with { Enabled = Task.IsValid }, static at => at.State.Progress);
        _links = UseQuery(() => Queries.Graph, at => Waits.Of(at.State).About(Id));
    }

    private TaskId Task => _agent.Data?.CurrentTask?.Id ?? default;
}
