namespace Cadre.Query;

/// <summary>One fetch of a query: from the first attempt to the data, the error or the cancellation.</summary>
internal sealed class QueryFetch<TData> : Retryer<TData>
{
    private readonly CachedQuery<TData> _query;
    private readonly QueryFunction<TData>? _pages;
    private readonly CancellationTokenSource _cancellation = new();
    private volatile TokenUse _use;
    private long _calledAt;
    private bool _triedGiven;

    public QueryFetch(CachedQuery<TData> query, FetchDirection direction)
        : base(query.Client, RetryOf(query), query.Options.RetryDelay ?? RetryDelay.Exponential, query.Options.EffectiveNetworkMode)
    {
        _query = query;
        _pages = query.Options.PagesFor(direction, query.Base);
        Promise = new FetchPromise<TData>(Client);
        // Until it has begun, what the one before did tells best whether its function can be stopped.
        _use = new TokenUse { WasRead = query.CurrentFetch?.TokenWasRead ?? query.ReadsToken };
    }

    public FetchPromise<TData> Promise { get; }

    /// <summary>Whether the attempt that runs looked at its cancellation token.</summary>
    public bool TokenWasRead => _use.WasRead;

    /// <summary>The client's moment when the function was called last: its answer has all that came before.</summary>
    public long CalledAt => Volatile.Read(ref _calledAt);

    /// <summary>What was pushed while the function ran.</summary>
    public Pushes<TData>? Pushes { get; set; }

    public bool IsAwaited => Promise.IsAwaited;

    /// <summary>An answer that is on its way already: the first attempt waits for it, and so do the others if there is no function.</summary>
    public Task<TData>? Given { get; init; }

    /// <summary>Whether the context is that of the attempt that runs.</summary>
    public bool Runs(QueryContext context) => IsAttempting && ReferenceEquals(_use, context.Use);

    protected override Task<TData> Attempt()
    {
        // What observers said since counts: this may be a retry, or the network was long in coming.
        var options = _query.Options;
        if (Given is { } given && !(_triedGiven && options.BringsFetch))
        {
            _triedGiven = true;
            return given;
        }
        if ((_pages ?? options.Fetch) is not { } function || options.Skips) throw MissingFunctionException.OfQuery(_query.Key);
        // Pages may be answered without a call; what the calls before did still tells whether they can be stopped.
        _use = new TokenUse { WasRead = _pages is not null && _use.WasRead };
        Volatile.Write(ref _calledAt, Client.Moment);
        var context = new QueryContext(Client, _query.Key, options.Meta, _use, _cancellation.Token);
        return options.Persister is { } persister ? persister(function, context, _query) : function(context);
    }

    protected override void OnFailed_NeedsLock(int failures, Exception error)
    {
        // The next attempt is asked for later than all of them.
        Pushes = null;
        _query.OnAttemptFailed_NeedsLock(failures, error);
    }

    protected override void OnPaused_NeedsLock() => _query.OnPaused_NeedsLock();

    protected override void OnContinued_NeedsLock() => _query.OnContinued_NeedsLock();

    protected override void OnSucceeded_NeedsLock(TData data)
    {
        _query.OnFetched_NeedsLock(this, data);
        base.OnSucceeded_NeedsLock(data);
    }

    protected override void OnFailedForGood_NeedsLock(Exception error)
    {
        _query.OnFetchFailed_NeedsLock(this, error);
        base.OnFailedForGood_NeedsLock(error);
    }

    protected override void OnCancelled_NeedsLock(QueryCancelledException error)
    {
        Client.Turns.Start_NeedsLock(new Abort(_cancellation), null);
        if (error.Revert) _query.Revert_NeedsLock();
    }

    protected override void OnCancellationSettled_NeedsLock(QueryCancelledException error)
    {
        _query.OnFetchCancelled_NeedsLock(this, error);
        base.OnCancellationSettled_NeedsLock(error);
    }

    private static Retry RetryOf(CachedQuery<TData> query) =>
        query.Options.Retry ?? (query.Client.IsServer ? Retry.Never : QueryDefaults.Retries);

    private sealed class Abort(CancellationTokenSource cancellation) : IDelivery
    {
        public void Deliver(object? what) => cancellation.Cancel();
    }
}
