using Cadre.Fleet;
using Cadre.Live;
using Cadre.Query;

namespace Cadre.Client;

/// <summary>The fleet as it was: every query takes its part of one state that is fetched once.</summary>
internal sealed class PastQueries(QueryDefinition<StateMoment> past) : IFleetQueries
{
    public QueryDefinition<HubPage<ActivityItem>> Activity => Part(FleetKeys.Activity, static moment => FleetParts.Activity(moment.At));

    public QueryDefinition<StateAt<ProjectProgress?>> Progress => Part(FleetKeys.Progress, static moment => FleetParts.Progress(moment.At));

    public QueryDefinition<HubPage<Claim>> Claims => Part(FleetKeys.Claims, static moment => FleetParts.Claims(moment.At, moment.Time));

    public QueryDefinition<StateAt<WorkGraph>> Graph => Part(FleetKeys.Graph, static moment => new StateAt<WorkGraph>(moment.Cursor, WorkGraph.Of(moment.State)));

    public QueryDefinition<HubPage<Prediction>> Predictions => Part(FleetKeys.Predictions, static moment => FleetParts.Predictions(moment.At, moment.Time));

    public QueryDefinition<StateAt<Agent>> Agent(AgentId id) =>
        Part(FleetKeys.Agent(id), moment => FleetParts.Agent(moment.At, id) ?? throw NotFound("agent", id.Value, moment));

    public QueryDefinition<StateAt<FleetTask>> Task(TaskId id) =>
        Part(FleetKeys.Task(id), moment => FleetParts.Task(moment.At, id) ?? throw NotFound("task", id.ToString(), moment));

    public QueryDefinition<HubPage<Agent>> Agents(AgentFilter? filter = null)
    {
        var which = filter ?? AgentFilter.All;
        return Part(FleetKeys.AgentList(which), moment => FleetParts.Agents(moment.At, which));
    }

    public QueryDefinition<HubPage<FleetTask>> Tasks(TaskFilter? filter = null)
    {
        var which = filter ?? TaskFilter.All;
        return Part(FleetKeys.TaskList(which), moment => FleetParts.Tasks(moment.At, which));
    }

    // The state is asked for again where that helps; a part of it need not be.
    private QueryDefinition<T> Part<T>(QueryKey key, Func<StateMoment, T> part) =>
        new([.. past.Key, .. key], context => context.Client.FetchAsync(past, part, context.CancellationToken)) { StaleTime = StaleTime.Static, Retry = Retry.Never };

    private static HubNotFoundException NotFound(string kind, string id, StateMoment moment) =>
        new(new HubProblem(404, "not-found", $"There was no {kind} '{id}' at {moment.Cursor}.") { Value = id });
}
