namespace Cadre.Query;

public sealed partial class QueryClient
{
    private long _moment;

    /// <summary>Counts what happens that answers may or may not know of.</summary>
    internal long Moment => Volatile.Read(ref _moment);

    internal long NextMoment_NeedsLock()
    {
        Volatile.Write(ref _moment, _moment + 1);
        return _moment;
    }

    /// <summary>Takes over data that the server has accepted, such as an event of a stream brings. The query is made if need be.</summary>
    /// <remarks>
    /// Unlike <see cref="SetData{TData}"/>, it is not overwritten by the answer of a fetch that was asked for before. If the definition
    /// has a <see cref="QueryDefinition{TData}.Version"/>, data of a lower version than the cached one changes nothing, and the answer of a fetch
    /// replaces it if it has at least its version.
    /// </remarks>
    /// <returns>What the cache now holds.</returns>
    /// <exception cref="QueryTypeMismatchException">The key holds data of another type.</exception>
    public TData Push<TData>(QueryDefinition<TData> query, TData data)
    {
        ArgumentNullException.ThrowIfNull(query);
        using var turn = Turns.Begin();
        var cached = CachedOrNew_NeedsLock(query);
        cached.Push_NeedsLock(data);
        return cached.State.Data!;
    }

    /// <summary>Takes over a change that the server has accepted. If there is no data, it changes the answer of the fetch that runs, if one does.</summary>
    /// <remarks>
    /// The answer of a fetch that was asked for before is changed in the same way before it is taken over, unless its version says that it has
    /// the change already. Without versions nobody knows that: the change should then be one that changes nothing the second time.
    /// The function is called under the client's lock: it must be quick and must not call the client. A change leaves the mark of an invalidation.
    /// </remarks>
    /// <returns>What the cache now holds.</returns>
    /// <exception cref="QueryTypeMismatchException">The key holds data of another type.</exception>
    public Optional<TData> Push<TData>(QueryDefinition<TData> query, Func<TData, TData> apply)
    {
        ArgumentNullException.ThrowIfNull(query);
        ArgumentNullException.ThrowIfNull(apply);
        using var turn = Turns.Begin();
        if (Queries.Find<TData>(query.Key) is not { } cached) return default;
        cached.Push_NeedsLock(apply);
        return cached.State.Current;
    }
}
