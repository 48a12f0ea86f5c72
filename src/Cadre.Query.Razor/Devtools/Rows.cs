namespace Cadre.Query.Razor;

/// <summary>A query as the devtools show it at one moment.</summary>
internal sealed record QueryRow(CachedQuery Query, string Name, QueryState State, int Observers, bool IsStale, bool IsDisabled)
{
    public static QueryRow Of(CachedQuery query) => new(query, query.Key.ToString(), query.State, query.ObserverCount, query.IsStale, query.IsDisabled);

    /// <summary>An identifier for markup: the same for the same key, in every process.</summary>
    public string Id => StableId.Of("cadre-query-", Name);

    public QueryFilter Filter => new() { Key = Query.Key, Exact = true };

    public string Condition =>
        State.FetchStatus == FetchStatus.Fetching ? "fetching"
        : State.FetchStatus == FetchStatus.Paused ? "paused"
        : State.Status == QueryStatus.Error ? "error"
        : IsDisabled ? "disabled"
        : Observers == 0 ? "unused"
        : IsStale ? "stale"
        : "fresh";
}

/// <summary>A mutation as the devtools show it at one moment.</summary>
internal sealed record MutationRow(int Id, string Name, MutationState State)
{
    public static MutationRow Of(CachedMutation mutation) => new(mutation.Id, NameOf(mutation), mutation.State);

    public static string NameOf(CachedMutation mutation) => mutation.Options.Key is { } key ? $"{key} #{mutation.Id}" : $"#{mutation.Id}";

    public string Condition => State.IsPaused ? "paused" : State.Status.ToString().ToLowerInvariant();
}
