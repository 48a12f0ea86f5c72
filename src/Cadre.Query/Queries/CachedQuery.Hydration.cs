namespace Cadre.Query;

/// <content>What goes to other clients, and what comes from them.</content>
public sealed partial class CachedQuery<TData>
{
    internal override DehydratedQuery Dehydrate_NeedsLock(long now) =>
        new DehydratedQuery<TData>(BaseState, _state.Status == QueryStatus.Pending && _fetch is { IsSettled: false } fetch ? fetch.Promise.Completion : null)
        {
            Key = Key,
            DehydratedAt = now,
            Meta = Meta,
        };

    /// <summary>Takes over a state that is newer, and keeps a fetch running.</summary>
    internal void Hydrate_NeedsLock(QueryState<TData> state)
    {
        if (state.DataUpdatedMs <= _state.DataUpdatedMs || IsOlderThanBase(_options.Version?.Invoke(state.Data!))) return;
        SetState_NeedsLock(state with { FetchStatus = _state.FetchStatus });
    }

    /// <summary>Waits for a fetch that runs elsewhere.</summary>
    internal void FetchFrom_NeedsLock(Task<TData> answer) => Begin_NeedsLock(new QueryFetch<TData>(this, FetchDirection.None) { Given = answer }, FetchDirection.None);
}
