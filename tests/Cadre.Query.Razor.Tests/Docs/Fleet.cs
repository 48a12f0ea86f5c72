using Cadre.Query;

namespace Guide;

#region fleet
public sealed class Fleet(FleetApi api)
{
    public QueryDefinition<Agent> Agent(string id) =>
        new(["agents", "detail", id], context => api.GetAsync(id, context.CancellationToken));

    public QueryDefinition<List<Agent>> Agents(string? status) =>
        new(["agents", "list", status], context => api.ListAsync(status, context.CancellationToken));

    public MutationDefinition<Rename, Agent> Rename =>
        new((rename, context) => api.RenameAsync(rename, context.CancellationToken))
        {
            Optimistic = [Layer.On((Rename rename) => Agent(rename.Id), static (agent, rename) => agent with { Name = rename.Name })],
            OnSuccess = async (renamed, _, _, context) =>
            {
                context.Client.SetData(Agent(renamed.Id), renamed);
                await context.Client.InvalidateAsync(["agents", "list"]);
            },
        };

    public InfiniteQueryDefinition<Activity, int> Activity => new(
        ["activity"],
        InitialPageParam: 0,
        context => api.GetActivityAsync(context.PageParam, context.CancellationToken),
        static (page, _, _, _) => page.Next is { } next ? next : Optional.None<int>());
}
#endregion
