using Cadre.Fleet;
using Cadre.Live;
using Cadre.Query;

namespace Cadre.Client;

/// <summary>What can be asked of a fleet, as it is (<see cref="FleetQueries"/>) and as it was (<see cref="FleetQueries.At"/>).</summary>
public interface IFleetQueries
{
    /// <summary>The newest activity, newest first.</summary>
    QueryDefinition<HubPage<ActivityItem>> Activity { get; }

    /// <summary>How far the whole is.</summary>
    QueryDefinition<StateAt<ProjectProgress?>> Progress { get; }

    /// <summary>What is held.</summary>
    QueryDefinition<HubPage<Claim>> Claims { get; }

    /// <summary>Who waits for whom.</summary>
    QueryDefinition<StateAt<WorkGraph>> Graph { get; }

    /// <summary>Conflicts that exist or may happen.</summary>
    QueryDefinition<HubPage<Prediction>> Predictions { get; }

    /// <summary>One agent. Where there is none, the query fails with <see cref="HubNotFoundException"/>.</summary>
    QueryDefinition<StateAt<Agent>> Agent(AgentId id);

    /// <summary>One task. Where there is none, the query fails with <see cref="HubNotFoundException"/>.</summary>
    QueryDefinition<StateAt<FleetTask>> Task(TaskId id);

    /// <summary>Agents, in the order in which they joined.</summary>
    /// <param name="filter">Which; null: all.</param>
    QueryDefinition<HubPage<Agent>> Agents(AgentFilter? filter = null);

    /// <summary>Tasks, in the order in which they were created.</summary>
    /// <param name="filter">Which; null: all.</param>
    QueryDefinition<HubPage<FleetTask>> Tasks(TaskFilter? filter = null);
}
