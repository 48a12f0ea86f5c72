namespace Cadre.Query.Hammer;

/// <summary>The queries and mutations of a round.</summary>
internal sealed class Catalogue
{
    public Catalogue(Server server, World world)
    {
        Counters = [.. Enumerable.Range(0, World.Counters).Select(id => new QueryDefinition<long>(["counter", id]) { GcTime = Timeout.InfiniteTimeSpan })];
        Facts = [.. Enumerable.Range(0, World.Things / 2).Select(id => new QueryDefinition<Fact>(["fact", id % 3, id], context => server.AnswerAsync(id, context))
        {
            Version = static fact => fact.Version,
            StaleTime = TimeSpan.FromMilliseconds(id % 4),
            RefetchInterval = id % 4 == 3 ? TimeSpan.FromMilliseconds(2) : TimeSpan.Zero,
        })];
        Things = [.. Enumerable.Range(World.Things / 2, World.Things / 2).Select(id => new QueryDefinition<Fact>(KeyOf(id), context => server.AnswerAsync(id, context))
        {
            StaleTime = id % 2 == 0 ? TimeSpan.Zero : TimeSpan.FromMilliseconds(2),
            Enabled = id % 5 == 0 ? Setting.Of(query => query.State.DataUpdateCount % 3 != 2) : null,
        })];
        Pages = [.. Enumerable.Range(0, 2).Select(id => new InfiniteQueryDefinition<int, int>(
            ["pages", id], 0, context => server.AnswerAsync(() => context.PageParam, () => context.CancellationToken), static (_, _, param, _) => param < 5 ? param + 1 : default(Optional<int>))
        {
            MaxPages = 4,
            PreviousPageParam = static (_, _, param, _) => param > 0 ? param - 1 : default(Optional<int>),
        })];
        Changes = [.. Enumerable.Range(-1, World.Scopes + 1).Select(scope => Change(server, world, scope < 0 ? null : scope))];
    }

    /// <summary>Raised by functional updates only, and never collected: what is lost shows.</summary>
    public QueryDefinition<long>[] Counters { get; }

    /// <summary>Fetched and pushed, with versions: nobody may ever see one go back.</summary>
    public QueryDefinition<Fact>[] Facts { get; }

    /// <summary>Written, reset, removed, changed optimistically and whatever else.</summary>
    public QueryDefinition<Fact>[] Things { get; }

    public InfiniteQueryDefinition<int, int>[] Pages { get; }

    /// <summary>Mutations without a scope, and one of each scope.</summary>
    public MutationDefinition<int, Fact>[] Changes { get; }

    public QueryDefinition<Fact> FactOrThing(int id) => id < Facts.Length ? Facts[id] : Things[id - Facts.Length];

    private static QueryKey KeyOf(int id) => (id % 3) switch
    {
        0 => ["thing", id],
        1 => ["thing", new Dictionary<string, object?> { ["id"] = id, ["kind"] = "object" }],
        _ => ["thing", new object[] { "list", id % 2 }, id],
    };

    private MutationDefinition<int, Fact> Change(Server server, World world, int? scope) => new((id, context) =>
        world.InScopeAsync(scope, async () =>
        {
            var answer = server.AnswerAsync(() => id, () => context.CancellationToken, mayHang: false);
            if (answer is null) throw new Sabotage();
            return server.Change(await answer);
        }))
    {
        Scope = scope is null ? null : $"scope {scope}",
        Retry = 1,
        Optimistic = [Layer.OnMany<int, Fact>(new QueryFilter { Key = ["thing"] }, static (fact, id) => fact.Id == id ? fact with { Version = fact.Version + 1 } : fact)],
        OnSuccess = (fact, id, _, context) =>
        {
            context.Client.Push(FactOrThing(id), fact);
            return default;
        },
    };
}
