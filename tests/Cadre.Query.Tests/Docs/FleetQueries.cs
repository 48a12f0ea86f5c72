using Cadre.Query;

namespace Guide;

#region queries
/// <summary>Every query of the application: key, fetch and options in one place.</summary>
public sealed class FleetQueries(IFleetApi api)
{
    public QueryDefinition<AgentPage> Agents(AgentFilter filter) =>
        new(FleetKeys.AgentList(filter), context => api.ListAsync(filter, context.CancellationToken))
        {
            StaleTime = TimeSpan.FromSeconds(10),
            PlaceholderData = Placeholder.KeepPrevious<AgentPage>(),
        };

    public QueryDefinition<Agent> Agent(string id) =>
        new(FleetKeys.Agent(id), context => api.GetAsync(id, context.CancellationToken))
        {
            StaleTime = TimeSpan.FromSeconds(30),
            Version = static agent => agent.Version,
        };

    public QueryDefinition<IReadOnlyList<WorkItem>> TasksOf(string? agentId) => agentId is null
        ? new(FleetKeys.TasksOf(""), QueryDefinition<IReadOnlyList<WorkItem>>.Skip)
        : new(FleetKeys.TasksOf(agentId), context => api.TasksOfAsync(agentId, context.CancellationToken));

    public QueryDefinition<Job> Job(string id) =>
        new(FleetKeys.Job(id), context => api.GetJobAsync(id, context.CancellationToken))
        {
            RefetchInterval = Setting.Of(static query =>
                query.TryGetData(out var data) && data is Job { IsDone: true } ? TimeSpan.Zero : TimeSpan.FromSeconds(1)),
        };

    public QueryDefinition<Statistics> Statistics { get; } =
        new(FleetKeys.Statistics, context => api.StatisticsAsync(context.CancellationToken))
        {
            StaleTime = TimeSpan.FromMinutes(1),
            RefetchInterval = TimeSpan.FromMinutes(1),
        };

    public InfiniteQueryDefinition<ActivityPage, int?> Activity { get; } =
        new(
            FleetKeys.Activity,
            InitialPageParam: null,
            FetchPage: context => api.ActivityAsync(context.PageParam, context.CancellationToken),
            NextPageParam: static (page, _, _, _) => page.Before is { } before ? Optional.Of<int?>(before) : default);
}
#endregion
