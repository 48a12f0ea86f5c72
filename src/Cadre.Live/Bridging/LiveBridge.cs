using System.Collections.Concurrent;
using Cadre.Query;

namespace Cadre.Live;

/// <summary>Leads a stream into a cache, as a table says.</summary>
/// <remarks>
/// What came in one go is applied in one go: listeners hear of it once. What was pushed is never overwritten by the answer of a fetch that was
/// asked for before. An event that cannot be read, or whose row throws, changes nothing else.
/// </remarks>
public sealed class LiveBridge : ILiveSink
{
    private readonly QueryClient _client;
    private readonly BridgeTable _table;
    private readonly LiveBridgeOptions _options;
    private readonly Invalidations _invalidations;
    private readonly ConcurrentDictionary<string, bool> _unknown = new(StringComparer.Ordinal);
    private string? _epoch;
    private long _applied;
    private long _unknownEvents;
    private long _unreadable;

    /// <summary>Makes a bridge; give it to a <see cref="LiveStream"/>.</summary>
    public LiveBridge(QueryClient client, BridgeTable table, LiveBridgeOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(client);
        ArgumentNullException.ThrowIfNull(table);
        (_client, _table, _options) = (client, table, options ?? new LiveBridgeOptions());
        _invalidations = new Invalidations(client, _options);
    }

    /// <summary>What it has gone through.</summary>
    public LiveBridgeCounts Counts =>
        new(Interlocked.Read(ref _applied), Interlocked.Read(ref _unknownEvents), Interlocked.Read(ref _unreadable));

    /// <summary>Ends when everything that events made stale has been fetched again.</summary>
    public Task WhenIdleAsync() => _invalidations.WhenIdleAsync();

    /// <summary>Takes over what the answer of a write says, such as in a mutation's <c>OnSuccess</c>.</summary>
    /// <remarks>
    /// As <see cref="QueryClient.Push{TData}(QueryDefinition{TData}, TData)"/>; but an answer from an epoch that is over, which a slow network
    /// may bring late, is not taken over, since its version would outdo those of the new epoch: the query is fetched again instead.
    /// </remarks>
    public void Push<TData>(QueryDefinition<TData> query, TData answer) where TData : IStateAt
    {
        ArgumentNullException.ThrowIfNull(query);
        ArgumentNullException.ThrowIfNull(answer);
        if (IsOver(answer.Cursor))
        {
            _ = _client.InvalidateAsync(query);
            return;
        }
        _client.Push(query, answer);
        // The epoch may have ended just now.
        if (IsOver(answer.Cursor)) _ = _client.ResetAsync(query);
    }

    /// <inheritdoc/>
    public void Apply(IReadOnlyList<LiveEvent> events)
    {
        ArgumentNullException.ThrowIfNull(events);
        if (events.Count == 0) return;
        Volatile.Write(ref _epoch, events[^1].Cursor.Epoch);
        var target = new BridgeTarget(_client, _invalidations, Failed);
        _client.Batch(() =>
        {
            foreach (var e in events) Apply(e, target);
            target.Write();
            foreach (var reduction in _table.Reductions)
                if (reduction.Apply(_client, events, Failed) is { } behind) _invalidations.Add(behind);
            _invalidations.Start();
        });
    }

    /// <inheritdoc/>
    public async Task<StreamCursor?> ResyncAsync(LiveReset reset, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(reset);
        StreamCursor? cursor = reset.Cursor;
        Action<BridgeTarget> apply = static _ => { };
        if (_table.Start is { } snapshot) (cursor, apply) = await snapshot.GetAsync(reset, cancellationToken);
        cancellationToken.ThrowIfCancellationRequested();
        if (cursor is { } position) Volatile.Write(ref _epoch, position.Epoch);
        _client.Batch(() => StartOver(apply, (reset.Previous ?? CachedCursor()) is { } previous ? Forgotten(previous, cursor) : null));
        return cursor;
    }

    /// <inheritdoc/>
    public void OnDropped(string reason, StreamCursor? cursor)
    {
        Interlocked.Increment(ref _unreadable);
        Guard.Run(() => _options.Unreadable?.Invoke(null, reason), _options.Unhandled);
    }

    private bool IsOver(StreamCursor cursor) => Volatile.Read(ref _epoch) is { } epoch && epoch != cursor.Epoch;

    /// <summary>Where cached state stands of which this stream knows nothing: of another stream, or of a life before.</summary>
    private StreamCursor? CachedCursor()
    {
        foreach (var reduction in _table.Reductions)
            if (reduction.Cursor(_client) is { } cursor) return cursor;
        return null;
    }

    /// <summary>
    /// What counts for nothing in a past that is another one, where versions begin again: all that does not know that it is of the new epoch.
    /// Null if the past is the same.
    /// </summary>
    private QueryFilter? Forgotten(StreamCursor previous, StreamCursor? cursor)
    {
        if (cursor is not { } now || previous.IsReachedBy(now)) return null;
        var isNewEpoch = now.Epoch != previous.Epoch;
        return new QueryFilter
        {
            Key = _options.Scope,
            Predicate = query => !(isNewEpoch && query.TryGetData(out var data) && data is IStateAt at && at.Cursor.Epoch == now.Epoch),
        };
    }

    private void StartOver(Action<BridgeTarget> snapshot, QueryFilter? forgotten)
    {
        if (forgotten is not null) _ = _client.ResetAsync(forgotten);
        foreach (var query in _client.Queries.FindAll(_options.Scope))
            if (query.State.HasData) query.Invalidate();
        var target = new BridgeTarget(_client, _invalidations, Failed);
        Guard.Run(() => snapshot(target), _options.Unhandled);
        target.Write();
        // What the snapshot brought is fresh again; what it did not bring is asked for.
        foreach (var query in _client.Queries.FindAll(_options.Scope))
            if (query.State.IsInvalidated || query.State is { HasData: false, FetchStatus: not FetchStatus.Idle }) _invalidations.Add(query.Key);
        _invalidations.Start();
    }

    private void Apply(LiveEvent e, BridgeTarget target)
    {
        if (_table.Find(e.Type) is not { } row)
        {
            if (!_table.IsStep(e.Type)) CountUnknown(e);
            return;
        }
        Action<BridgeTarget> apply;
        try
        {
            apply = row.Read(e);
        }
        catch (Exception error)
        {
            Interlocked.Increment(ref _unreadable);
            Guard.Run(() => _options.Unreadable?.Invoke(e, error.Message), _options.Unhandled);
            return;
        }
        Interlocked.Increment(ref _applied);
        Guard.Run(() => apply(target), _options.Unhandled);
    }

    private void CountUnknown(LiveEvent e)
    {
        Interlocked.Increment(ref _unknownEvents);
        if (_unknown.TryAdd(e.Type, true)) Guard.Run(() => _options.UnknownType?.Invoke(e), _options.Unhandled);
    }

    private void Failed(Exception error) => _options.Unhandled?.Invoke(error);
}
