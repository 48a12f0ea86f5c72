using System.Runtime.CompilerServices;

namespace Cadre.Query;

/// <summary>Follows one query: fetches it when it should, and tells what it shows. Safe for use from any thread.</summary>
/// <remarks>It begins with the first subscription and ends with the last. Listeners are called outside the lock, in the order of the changes.</remarks>
public partial class QueryObserver<TData, TSelected> : IQueryWatcher<TData>, IObservable<QueryResult<TSelected>>, IDisposable
{
    private readonly QueryClient _client;
    private QueryDefinition<TData> _options;
    private object _appearance;
    private Func<TData, TSelected> _select;
    private CachedQuery<TData> _query;
    private QueryResult<TSelected> _result;
    private readonly Listeners<QueryResult<TSelected>> _listeners;
    private ObserverMemory<TData, TSelected> _memory;
    private StaleTimer? _staleTimer;
    private IntervalTimer? _intervalTimer;
    private TimeSpan _interval;

    /// <summary>Makes an observer that nobody is subscribed to yet; the query is made if need be, and not fetched.</summary>
    /// <exception cref="QueryTypeMismatchException">The key holds data of another type.</exception>
    public QueryObserver(QueryClient client, QueryDefinition<TData> definition, Func<TData, TSelected> select)
    {
        ArgumentNullException.ThrowIfNull(client);
        ArgumentNullException.ThrowIfNull(definition);
        ArgumentNullException.ThrowIfNull(select);
        _client = client;
        _listeners = new Listeners<QueryResult<TSelected>>(client.Turns);
        _select = select;
        _options = client.Resolve(definition);
        _appearance = _options.Appearance;
        using var turn = client.Turns.Begin();
        _query = client.Queries.Build_NeedsLock(_options);
        _memory.UpdatesBefore = UpdatesOf(_query.State);
        _query.SetOptions_NeedsLock(_options);
        _result = Look_NeedsLock(_query, _options, select);
        Remember_NeedsLock();
    }

    /// <summary>What it shows now.</summary>
    public QueryResult<TSelected> CurrentResult => Volatile.Read(ref _result);

    /// <summary>The query it follows.</summary>
    public CachedQuery CurrentQuery => _query;

    QueryDefinition<TData> IQueryWatcher<TData>.Options => _options;

    bool IQueryWatcher.ShowsStale => CurrentResult.IsStale;

    bool IQueryWatcher.WantsRefetchOnFocus => Wants(_query, _options, _options.RefetchOnFocus);

    bool IQueryWatcher.WantsRefetchOnReconnect => Wants(_query, _options, _options.RefetchOnReconnect ?? OnReconnectByDefault);

    private RefetchTrigger OnReconnectByDefault =>
        _options.EffectiveNetworkMode == NetworkMode.Always ? RefetchTrigger.Never : RefetchTrigger.IfStale;

    private protected QueryClient Client => _client;

    private protected CachedQuery<TData> Query => _query;

    private protected QueryDefinition<TData> CurrentOptions => _options;

    /// <summary>Told of every new result inside the turn; for an observer of several.</summary>
    internal Action<QueryResult<TSelected>>? Changed { get; set; }

    private bool IsSubscribed => _listeners.Any || Changed is not null;

    /// <summary>Calls the listener at every change, not for the result as it is. Dispose what it returns to stop.</summary>
    public IDisposable Subscribe(Action<QueryResult<TSelected>> listener)
    {
        ArgumentNullException.ThrowIfNull(listener);
        using var turn = _client.Turns.Begin();
        return Subscribe_NeedsLock(listener);
    }

    /// <summary>Calls <see cref="IObserver{T}.OnNext"/> with the result as it is and at every change; completes when this is disposed.</summary>
    public IDisposable Subscribe(IObserver<QueryResult<TSelected>> observer)
    {
        ArgumentNullException.ThrowIfNull(observer);
        using var turn = _client.Turns.Begin();
        return Subscribe_NeedsLock(observer.OnNext, observer.OnCompleted, _result);
    }

    /// <summary>The result as it is, and every later one until cancelled or disposed; a slow reader gets the latest, not all.</summary>
    public IAsyncEnumerable<QueryResult<TSelected>> ResultsAsync(CancellationToken cancellationToken = default) =>
        LatestResults.OfAsync(this, _client.Options.ContinueOnCapturedContext, cancellationToken);

    /// <summary>Follows what this definition says from now on, with the same selector.</summary>
    /// <exception cref="QueryTypeMismatchException">The key holds data of another type.</exception>
    public void SetOptions(QueryDefinition<TData> definition) => SetOptions(definition, _select);

    /// <summary>Follows what this definition says from now on.</summary>
    /// <exception cref="QueryTypeMismatchException">The key holds data of another type.</exception>
    public void SetOptions(QueryDefinition<TData> definition, Func<TData, TSelected> select)
    {
        ArgumentNullException.ThrowIfNull(definition);
        ArgumentNullException.ThrowIfNull(select);
        var options = _client.Resolve(definition);
        using var turn = _client.Turns.Begin();
        var query = _client.Queries.Build_NeedsLock(options);
        var (previousOptions, previousQuery) = (_options, _query);
        var wasEnabled = IsEnabled(previousOptions, query);
        var oldStaleTime = StaleTimeOf(previousOptions, query);
        _options = options;
        _appearance = options.Appearance;
        _select = select;
        Follow_NeedsLock(query);
        query.SetOptions_NeedsLock(options);
        if (!ReferenceEquals(options, previousOptions)) _client.Queries.Tell_NeedsLock(QueryCacheEventType.ObserverOptionsUpdated, query);

        var switched = !ReferenceEquals(query, previousQuery);
        var mounted = IsSubscribed;
        if (mounted && WantsFetchAfterChange(query, previousQuery, options, previousOptions)) _ = Fetch_NeedsLock();
        Update_NeedsLock();
        if (!mounted) return;
        var enabledChanged = wasEnabled != IsEnabled(options, query);
        if (switched || enabledChanged || oldStaleTime != StaleTimeOf(options, query)) ArmStale_NeedsLock();
        var interval = IntervalOf(options, query);
        if (switched || enabledChanged || interval != _interval) ArmInterval_NeedsLock(interval);
    }

    /// <summary>What it would show with this definition, if a fetch that would start had started.</summary>
    /// <param name="definition">The definition.</param>
    /// <param name="select">The selector.</param>
    /// <param name="restoring">Whether stored data is still being restored: nothing fetches yet.</param>
    public QueryResult<TSelected> GetOptimisticResult(QueryDefinition<TData> definition, Func<TData, TSelected> select, bool restoring = false)
    {
        ArgumentNullException.ThrowIfNull(definition);
        ArgumentNullException.ThrowIfNull(select);
        var options = _client.Resolve(definition);
        using var turn = _client.Turns.Begin();
        var query = _client.Queries.Build_NeedsLock(options);
        var result = Look_NeedsLock(query, options, select, optimistic: true, restoring);
        if (ResultChanges.Same(_result, result)) return result;
        Volatile.Write(ref _result, result);
        _memory.Options = options;
        return result;
    }

    /// <summary>Unsubscribes everybody and follows nothing any more.</summary>
    public void Dispose()
    {
        GC.SuppressFinalize(this);
        using var turn = _client.Turns.Begin();
        _listeners.Clear_NeedsLock();
        Changed = null;
        End_NeedsLock();
    }

    bool IQueryWatcher.IsEnabledFor(CachedQuery query) => IsEnabled(_options, query);

    bool IQueryWatcher.IsStaticFor(CachedQuery query) => StaleTimeOf(_options, query).IsStatic;

    void IQueryWatcher.Refetch_NeedsLock() => _ = RefetchAndLookAsync();

    void IQueryWatcher.OnQueryUpdate_NeedsLock(ref SharedUpdate shared)
    {
        var state = _query.State;
        if (ReferenceEquals(_result, shared.Previous) && ReferenceEquals(_appearance, shared.Appearance) && ReferenceEquals(_select, shared.Selector)
            && ReferenceEquals(state, shared.State) && IsFetchedAfterMount(state) == shared.IsFetchedAfterMount)
            TakeOver_NeedsLock(in shared);
        else LookAnew_NeedsLock(ref shared);
    }

    private void TakeOver_NeedsLock(in SharedUpdate shared)
    {
        // Observers that showed the same result before show the same type of result.
        var next = Unsafe.As<QueryResult<TSelected>>(shared.Next);
        if (!ReferenceEquals(next, _result))
        {
            Volatile.Write(ref _result, next);
            Tell_NeedsLock(next, shared.IsTold);
        }
        if (shared.ArmsTimers || IsArmed) ArmTimers_NeedsLock();
    }

    // Inlined, it would burden every observer that takes a result over with its large frame.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private void LookAnew_NeedsLock(ref SharedUpdate shared)
    {
        var (state, previous, isFetchedAfterMount) = (_query.State, _result, IsFetchedAfterMount(_query.State));
        var isTold = Update_NeedsLock(shared.Next);
        if (!IsSubscribed) return;
        ArmTimers_NeedsLock();
        // What a selector or a placeholder shows depends on what this observer remembers.
        if (state.HasData && ReferenceEquals(_select, Selectors<TData>.Whole))
            shared = new(state, _appearance, _select, previous, isFetchedAfterMount, _result, isTold, IsArmed);
    }

    /// <summary>Begins with the query, for the first listener or for an observer of several.</summary>
    internal void Begin_NeedsLock()
    {
        _query.Add_NeedsLock(this);
        if (WantsFetchOnMount(_query, _options)) _ = Fetch_NeedsLock();
        else
        {
            if (_query.IsGone && !_client.Options.StrictParity) Follow_NeedsLock(_client.Queries.Build_NeedsLock(_options));
            Update_NeedsLock();
        }
        ArmTimers_NeedsLock();
    }

    internal void Report_NeedsLock(Action<QueryResult<TSelected>> changed)
    {
        Changed = changed;
        Begin_NeedsLock();
    }

    private IDisposable Subscribe_NeedsLock(
        Action<QueryResult<TSelected>> listener, Action? onDisposed = null, QueryResult<TSelected>? first = null)
    {
        var begins = !IsSubscribed;
        var subscription = _listeners.Add_NeedsLock(listener, EndIfAlone_NeedsLock, onDisposed);
        if (first is not null) _client.Turns.Tell_NeedsLock((IDelivery)subscription, first);
        if (!begins) return subscription;
        try
        {
            Begin_NeedsLock();
            return subscription;
        }
        catch
        {
            // Whoever is thrown at by an option has nothing to unsubscribe with.
            subscription.Dispose();
            throw;
        }
    }

    private void EndIfAlone_NeedsLock()
    {
        if (!IsSubscribed) End_NeedsLock();
    }

    private void End_NeedsLock()
    {
        if (_staleTimer is { } stale) Timers.Disarm_NeedsLock(stale);
        if (_intervalTimer is { } interval) Timers.Disarm_NeedsLock(interval);
        _query.Remove_NeedsLock(this);
    }

    private void Follow_NeedsLock(CachedQuery<TData> query)
    {
        if (ReferenceEquals(query, _query)) return;
        var previous = _query;
        _query = query;
        _memory.UpdatesBefore = UpdatesOf(query.State);
        if (!IsSubscribed) return;
        previous.Remove_NeedsLock(this);
        query.Add_NeedsLock(this);
    }

    /// <param name="alike">A result that may turn out to be the same as the next one, which it then takes the place of.</param>
    /// <returns>Whether listeners are told.</returns>
    private bool Update_NeedsLock(object? alike = null)
    {
        var previous = _result;
        var next = Look_NeedsLock(_query, _options, _select);
        Remember_NeedsLock();
        var changed = ResultChanges.Between(previous, next);
        if (changed == ResultFields.None) return false;
        if (alike is QueryResult<TSelected> other && other.GetType() == next.GetType() && ResultChanges.Same(next, other)) next = other;
        Volatile.Write(ref _result, next);
        var wanted = _options.NotifyOn?.For(_query) ?? ResultFields.All;
        if (_options.ThrowOnError == true) wanted |= ResultFields.Error;
        var isTold = (changed & wanted) != 0;
        Tell_NeedsLock(next, isTold);
        return isTold;
    }

    private void Tell_NeedsLock(QueryResult<TSelected> next, bool isTold)
    {
        if (isTold)
        {
            Changed?.Invoke(next);
            _listeners.Tell_NeedsLock(next);
        }
        _client.Queries.Tell_NeedsLock(QueryCacheEventType.ObserverResultsUpdated, _query);
    }

    private static (int Data, int Errors) UpdatesOf(QueryState<TData> state) => (state.DataUpdateCount, state.ErrorUpdateCount);

    private void Remember_NeedsLock()
    {
        _memory.Options = _options;
        if (_query.State.HasData) _memory.LastWithData = _query;
    }
}

/// <summary>Follows one query and shows its data as it is.</summary>
public sealed class QueryObserver<TData> : QueryObserver<TData, TData>
{
    /// <summary>Makes an observer that nobody is subscribed to yet; the query is made if need be, and not fetched.</summary>
    public QueryObserver(QueryClient client, QueryDefinition<TData> definition) : base(client, definition, Selectors<TData>.Whole)
    {
    }
}
