using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace Cadre.Query;

public sealed partial class QueryClient
{
    /// <summary>The data in the cache, whatever its age. Takes no lock and allocates nothing.</summary>
    /// <exception cref="QueryTypeMismatchException">The key holds data of another type.</exception>
    public bool TryGetData<TData>(QueryDefinition<TData> query, [MaybeNullWhen(false)] out TData data)
    {
        ArgumentNullException.ThrowIfNull(query);
        var state = Queries.Find<TData>(query.Key)?.State;
        data = state is null ? default : state.Data;
        return state is { HasData: true };
    }

    /// <summary>The data in the cache, whatever its age; the default of its type if there is none. Takes no lock and allocates nothing.</summary>
    /// <exception cref="QueryTypeMismatchException">The key holds data of another type.</exception>
    public TData? GetData<TData>(QueryDefinition<TData> query)
    {
        ArgumentNullException.ThrowIfNull(query);
        return Queries.Find<TData>(query.Key) is { } cached ? cached.State.Data : default;
    }

    /// <summary>The data in the cache, whatever its age and type.</summary>
    public Optional<object?> GetData(QueryKey key) =>
        Queries.Find(key) is { } query && query.TryGetData(out var data) ? Optional.Of(data) : default;

    /// <summary>All that is known of a query; null if it is not in the cache.</summary>
    /// <exception cref="QueryTypeMismatchException">The key holds data of another type.</exception>
    public QueryState<TData>? GetState<TData>(QueryDefinition<TData> query)
    {
        ArgumentNullException.ThrowIfNull(query);
        return Queries.Find<TData>(query.Key)?.State;
    }

    /// <summary>All that is known of a query; null if it is not in the cache.</summary>
    public QueryState? GetState(QueryKey key) => Queries.Find(key)?.State;

    /// <summary>The data of all queries that the filter means, oldest first.</summary>
    public IReadOnlyList<(QueryKey Key, Optional<object?> Data)> GetQueriesData(QueryFilter filter)
    {
        ArgumentNullException.ThrowIfNull(filter);
        using var turn = Turns.Begin();
        return Queries.FindAll_NeedsLock(filter).ConvertAll(query => (query.Key, GetData(query.Key)));
    }

    /// <summary>Writes data, as if it had been fetched: the query is made if need be, its error and its mark are cleared.</summary>
    /// <remarks>A fetch that runs goes on, and overwrites it with its answer. For facts that an older answer must not overwrite see <c>Push</c>.</remarks>
    /// <param name="query">Which.</param>
    /// <param name="data">The data.</param>
    /// <param name="updatedAt">When it was true.</param>
    /// <returns>What the cache now holds: equal to the data, with what it shares with the old.</returns>
    /// <exception cref="QueryTypeMismatchException">The key holds data of another type.</exception>
    public TData SetData<TData>(QueryDefinition<TData> query, TData data, DateTimeOffset? updatedAt = null)
    {
        ArgumentNullException.ThrowIfNull(query);
        using var turn = Turns.Begin();
        return CachedOrNew_NeedsLock(query).Write_NeedsLock(data, updatedAt?.ToUnixTimeMilliseconds());
    }

    /// <summary>Changes the data that is there; does nothing if there is none.</summary>
    /// <remarks>The function is called once, under the client's lock: no other change comes between its reading and its writing. It must be quick and must not call the client.</remarks>
    /// <returns>What the cache now holds.</returns>
    /// <exception cref="QueryTypeMismatchException">The key holds data of another type.</exception>
    public Optional<TData> UpdateData<TData>(QueryDefinition<TData> query, Func<TData, TData> update, DateTimeOffset? updatedAt = null)
    {
        ArgumentNullException.ThrowIfNull(query);
        ArgumentNullException.ThrowIfNull(update);
        using var turn = Turns.Begin();
        var cached = Queries.Find<TData>(query.Key);
        return cached is { State.HasData: true }
            ? Optional.Of(cached.Write_NeedsLock(update(cached.Base.Value), updatedAt?.ToUnixTimeMilliseconds()))
            : default;
    }

    /// <summary>Makes data of the data that may be there; an answer of nothing changes nothing.</summary>
    /// <inheritdoc cref="UpdateData{TData}(QueryDefinition{TData}, Func{TData, TData}, DateTimeOffset?)"/>
    // Where a function fits both, such as one that ignores what is there, it means data.
    [OverloadResolutionPriority(-1)]
    public Optional<TData> UpdateData<TData>(QueryDefinition<TData> query, Func<Optional<TData>, Optional<TData>> update, DateTimeOffset? updatedAt = null)
    {
        ArgumentNullException.ThrowIfNull(query);
        ArgumentNullException.ThrowIfNull(update);
        using var turn = Turns.Begin();
        var cached = Queries.Find<TData>(query.Key);
        return update(cached?.Base ?? default).TryGet(out var data)
            ? Optional.Of((cached ?? CachedOrNew_NeedsLock(query)).Write_NeedsLock(data, updatedAt?.ToUnixTimeMilliseconds()))
            : default;
    }

    /// <summary>Does the same for every query of this type that the filter means, oldest first; makes none.</summary>
    /// <inheritdoc cref="UpdateData{TData}(QueryDefinition{TData}, Func{TData, TData}, DateTimeOffset?)"/>
    public IReadOnlyList<(QueryKey Key, Optional<TData> Data)> UpdateQueriesData<TData>(
        QueryFilter filter, Func<Optional<TData>, Optional<TData>> update, DateTimeOffset? updatedAt = null)
    {
        ArgumentNullException.ThrowIfNull(filter);
        ArgumentNullException.ThrowIfNull(update);
        using var turn = Turns.Begin();
        var written = new List<(QueryKey, Optional<TData>)>();
        foreach (var query in Queries.FindAll_NeedsLock(filter))
        {
            if (query is not CachedQuery<TData> typed) continue;
            var data = update(typed.Base);
            if (data.HasValue) data = typed.Write_NeedsLock(data.Value, updatedAt?.ToUnixTimeMilliseconds());
            written.Add((typed.Key, data));
        }
        return written;
    }

    private CachedQuery<TData> CachedOrNew_NeedsLock<TData>(QueryDefinition<TData> query) =>
        Queries.Find<TData>(query.Key) ?? Queries.Build_NeedsLock(Resolve(query));
}
