using Cadre.Query;

namespace Cadre.Live;

/// <summary>What one type of event does, operation by operation, in the order in which they are given.</summary>
/// <remarks>All functions must be quick and pure; those that change data are called under the client's lock and must not call it.</remarks>
/// <typeparam name="TEvent">What the event says.</typeparam>
public sealed class BridgeRow<TEvent>
{
    private readonly List<Action<BridgeTarget, TEvent>> _steps = [];
    private readonly List<BridgeOperation> _operations = [];

    internal BridgeRow()
    {
    }

    /// <summary>What it does.</summary>
    public IReadOnlyList<BridgeOperation> Operations => _operations;

    /// <summary>The event brings the data of a query, which is made if need be.</summary>
    /// <remarks>With a <see cref="QueryDefinition{TData}.Version"/>, older data changes nothing. A fetch that was asked for before does not overwrite it.</remarks>
    public BridgeRow<TEvent> Set<TData>(Func<TEvent, QueryDefinition<TData>> query, Func<TEvent, TData> data) =>
        Add(BridgeOperation.Set, (target, e) => target.Set(query(e), data(e)));

    /// <inheritdoc cref="Set{TData}(Func{TEvent, QueryDefinition{TData}}, Func{TEvent, TData})"/>
    public BridgeRow<TEvent> Set<TData>(QueryDefinition<TData> query, Func<TEvent, TData> data) => Set(_ => query, data);

    /// <summary>The event changes the data of a query, if it has some; or the answer of the fetch that is to bring it.</summary>
    /// <remarks>Without a version the same change may be made once more to an answer that has it already: write one that changes nothing the second time.</remarks>
    public BridgeRow<TEvent> Patch<TData>(Func<TEvent, QueryDefinition<TData>> query, Func<TData, TEvent, TData> change) =>
        Add(BridgeOperation.Patch, (target, e) => target.Patch(query(e), data => change(data, e)));

    /// <inheritdoc cref="Patch{TData}(Func{TEvent, QueryDefinition{TData}}, Func{TData, TEvent, TData})"/>
    public BridgeRow<TEvent> Patch<TData>(QueryDefinition<TData> query, Func<TData, TEvent, TData> change) => Patch(_ => query, change);

    /// <summary>The event changes the data of all cached queries below a key that hold this type: lists with whatever filters and pages.</summary>
    /// <inheritdoc cref="Patch{TData}(Func{TEvent, QueryDefinition{TData}}, Func{TData, TEvent, TData})"/>
    public BridgeRow<TEvent> PatchAll<TData>(QueryKey key, Func<TData, TEvent, TData> change) =>
        Add(BridgeOperation.PatchAll, (target, e) => target.PatchAll<TData>(key, data => change(data, e)));

    /// <summary>The event takes what is below a key out of the cache; what is watched is fetched again, so that its watchers hear of it.</summary>
    public BridgeRow<TEvent> Remove(Func<TEvent, QueryKey> key) => Add(BridgeOperation.Remove, (target, e) => target.Remove(key(e)));

    /// <summary>The event makes what is below a key stale: what is watched is fetched again, once for all events that came in one go.</summary>
    public BridgeRow<TEvent> Invalidate(Func<TEvent, QueryKey> key) => Add(BridgeOperation.Invalidate, (target, e) => target.Invalidate(key(e)));

    /// <inheritdoc cref="Invalidate(Func{TEvent, QueryKey})"/>
    public BridgeRow<TEvent> Invalidate(QueryKey key) => Invalidate(_ => key);

    /// <summary>Does something for each of several things that the event brings.</summary>
    public BridgeRow<TEvent> ForEach<TItem>(Func<TEvent, IEnumerable<TItem>> items, Action<BridgeRow<TItem>> what)
    {
        ArgumentNullException.ThrowIfNull(what);
        var row = new BridgeRow<TItem>();
        what(row);
        _operations.AddRange(row._operations);
        _steps.Add((target, e) =>
        {
            foreach (var item in items(e)) row.Apply(target, item);
        });
        return this;
    }

    internal void Apply(BridgeTarget target, TEvent e)
    {
        foreach (var step in _steps) step(target, e);
    }

    private BridgeRow<TEvent> Add(BridgeOperation operation, Action<BridgeTarget, TEvent> step)
    {
        _operations.Add(operation);
        _steps.Add(step);
        return this;
    }
}
