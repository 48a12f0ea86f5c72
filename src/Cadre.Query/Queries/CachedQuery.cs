namespace Cadre.Query;

/// <summary>A query in the cache, whatever its data. Safe for use from any thread.</summary>
public abstract class CachedQuery : IKeyed, ITimed
{
    private WatcherList _watchers = new();
    private DueTime _collection = new();
    private long _gcTime;

    private protected CachedQuery(QueryClient client, QueryKey key)
    {
        Client = client;
        Key = key;
    }

    /// <summary>The client it belongs to.</summary>
    public QueryClient Client { get; }

    /// <summary>What identifies it.</summary>
    public QueryKey Key { get; }

    /// <summary>What is known of it now.</summary>
    public abstract QueryState State { get; }

    /// <summary>The type of its data.</summary>
    public abstract Type DataType { get; }

    /// <summary>How many observers are subscribed.</summary>
    public int ObserverCount => _watchers.Count;

    /// <summary>Whether an enabled observer is subscribed.</summary>
    public bool IsActive => Any(static (watcher, query) => watcher.IsEnabledFor(query));

    /// <summary>Whether nothing would fetch it: only disabled observers; or none, and no fetch to run or never fetched nor written.</summary>
    public bool IsDisabled
    {
        get
        {
            if (ObserverCount > 0) return !IsActive;
            var state = State;
            return HasSkip || state.DataUpdateCount + state.ErrorUpdateCount == 0;
        }
    }

    /// <summary>Whether its data is stale: for any of its observers; without any, whether there is no data or it was invalidated.</summary>
    public bool IsStale => ObserverCount > 0
        ? Any(static (watcher, _) => watcher.ShowsStale)
        : !State.HasData || State.IsInvalidated;

    /// <summary>Whether there is data that an observer declares static.</summary>
    public bool IsStatic => State.HasData && Any(static (watcher, query) => watcher.IsStaticFor(query));

    /// <summary>How long it is kept when unobserved; <see cref="Timeout.InfiniteTimeSpan"/> is for ever.</summary>
    public TimeSpan GcTime => _gcTime == Timers.Never ? Timeout.InfiniteTimeSpan : TimeSpan.FromMilliseconds(_gcTime);

    /// <summary>What the definition says under the same name.</summary>
    public IReadOnlyDictionary<string, object?>? Meta => UntypedOptions.Meta;

    /// <summary>Who is subscribed, with gaps.</summary>
    internal ReadOnlySpan<IQueryWatcher?> Watchers => _watchers.Slots;

    /// <summary>Whether it was taken out of the cache; it never comes back.</summary>
    internal bool IsGone { get; private set; }

    /// <summary>Its place among all queries of the client; the cache gives it.</summary>
    internal long Order { get; set; }

    /// <summary>When it is collected.</summary>
    ref DueTime ITimed.Due => ref _collection;

    internal abstract QueryOptions UntypedOptions { get; }

    /// <summary>The state with the server's data, without optimistic changes: what is to be stored or handed on.</summary>
    internal abstract QueryState BaseState { get; }

    private protected abstract bool HasSkip { get; }

    private protected abstract bool IsIdle { get; }

    /// <summary>The data as it is now, of whatever type.</summary>
    public bool TryGetData(out object? data)
    {
        var state = State;
        data = state.UntypedData;
        return state.HasData;
    }

    /// <summary>Declares the data stale, and refetches nothing.</summary>
    public void Invalidate()
    {
        using var turn = Client.Turns.Begin();
        Invalidate_NeedsLock();
    }

    internal abstract DehydratedQuery Dehydrate_NeedsLock(long now);

    internal abstract void Invalidate_NeedsLock();

    internal abstract void Reset_NeedsLock();

    /// <summary>It is in the cache no more.</summary>
    internal void Leave_NeedsLock()
    {
        IsGone = true;
        Retire_NeedsLock();
    }

    /// <summary>Stops all that it does of its own accord.</summary>
    internal abstract void Retire_NeedsLock();

    /// <summary>Starts a fetch, or joins the one that runs.</summary>
    internal abstract Task Refetch_NeedsLock(RefetchOptions options);

    /// <summary>Cancels the fetch that runs.</summary>
    /// <returns>Ends when it is settled.</returns>
    internal abstract Task Cancel_NeedsLock(CancelOptions options);

    internal abstract void Continue_NeedsLock();

    private protected abstract void OnUnwatched_NeedsLock();

    void ITimed.OnDue_NeedsLock()
    {
        if (ObserverCount == 0 && IsIdle) Client.Queries.Remove_NeedsLock(this);
    }

    /// <summary>Lets the first observer refetch that wants to at this trigger.</summary>
    internal void Trigger_NeedsLock(Func<IQueryWatcher, bool> wants)
    {
        foreach (var watcher in Watchers)
        {
            if (watcher is null || !wants(watcher)) continue;
            watcher.Refetch_NeedsLock();
            return;
        }
    }

    internal void Add_NeedsLock(IQueryWatcher watcher)
    {
        if (!_watchers.Add(watcher)) return;
        Timers.Disarm_NeedsLock(this);
        Client.Queries.Tell_NeedsLock(QueryCacheEventType.ObserverAdded, this);
    }

    internal void Remove_NeedsLock(IQueryWatcher watcher)
    {
        if (!_watchers.Remove(watcher)) return;
        if (_watchers.Count == 0)
        {
            OnUnwatched_NeedsLock();
            ScheduleCollection_NeedsLock();
        }
        Client.Queries.Tell_NeedsLock(QueryCacheEventType.ObserverRemoved, this);
    }

    private protected void Keep_NeedsLock(TimeSpan? gcTime)
    {
        var given = gcTime switch
        {
            null => Client.IsServer ? Timers.Never : (long)QueryDefaults.GcTime.TotalMilliseconds,
            { } time when time == Timeout.InfiniteTimeSpan => Timers.Never,
            { } time => Math.Max(0, (long)time.TotalMilliseconds),
        };
        _gcTime = Math.Max(_gcTime, given);
    }

    private protected void ScheduleCollection_NeedsLock()
    {
        if (IsGone || _gcTime == Timers.Never || _watchers.Count > 0) Timers.Disarm_NeedsLock(this);
        else Client.Timers.Arm_NeedsLock(this, _gcTime);
    }

    private protected void StopCollection_NeedsLock() => Timers.Disarm_NeedsLock(this);

    private bool Any(Func<IQueryWatcher, CachedQuery, bool> holds)
    {
        foreach (var watcher in _watchers.Snapshot)
            if (watcher is not null && holds(watcher, this)) return true;
        return false;
    }
}
