namespace Cadre.Query;

/// <summary>The cache of server state: reads, writes, fetches and observes queries, and runs mutations. Safe for use from any thread.</summary>
/// <remarks>
/// Reads take no lock. Changes of one client happen one after the other; listeners are told outside the lock, in the order of the changes,
/// by one thread at a time: usually the one that made the change, before its call returns. A fetch or a mutation ends for its callers after
/// the listeners were told of it: so a listener may call the client and wait for other threads that do, but must not block on an answer.
/// </remarks>
public sealed partial class QueryClient : IDisposable
{
    private QueryDefaultsTable _defaults;
    private readonly SharedOptions _sharedOptions = new();
    private Mounting? _mounting;
    private int _mounts;
    private volatile bool _isDisposed;

    /// <summary>Makes an empty client.</summary>
    public QueryClient(QueryClientOptions? options = null)
    {
        Options = options ?? new QueryClientOptions();
        Turns = new Turns(Unhandled);
        Timers = new Timers(Options.TimeProvider, Turns, oneByOne: Options.ContinueOnCapturedContext);
        Queries = new QueryCache(this);
        Mutations = new MutationCache(this);
        DefaultMutationOptions = Options.Mutations;
        _defaults = new QueryDefaultsTable(Options.Queries);
        if (Options.Mounted) Mount();
    }

    /// <summary>All queries.</summary>
    public QueryCache Queries { get; }

    /// <summary>Defaults of all queries.</summary>
    public QueryOptions DefaultQueryOptions
    {
        get => _defaults.ForAll;
        set
        {
            ArgumentNullException.ThrowIfNull(value);
            using var turn = Turns.Begin();
            _defaults = _defaults.WithForAll(value);
        }
    }

    internal QueryClientOptions Options { get; }

    internal Turns Turns { get; }

    internal Timers Timers { get; }

    internal bool IsServer => Options.IsServer;

    /// <summary>Sets defaults for the queries below a key; where several apply, the later ones win.</summary>
    public void SetQueryDefaults(QueryKey key, QueryOptions options)
    {
        ArgumentNullException.ThrowIfNull(key);
        ArgumentNullException.ThrowIfNull(options);
        using var turn = Turns.Begin();
        _defaults = _defaults.With(key, options);
    }

    /// <summary>The defaults set for a key, merged.</summary>
    public QueryOptions GetQueryDefaults(QueryKey key)
    {
        ArgumentNullException.ThrowIfNull(key);
        return _defaults.For(key);
    }

    /// <summary>Holds back what listeners are to be told until the action is done. Nothing is dropped.</summary>
    /// <remarks>The lock is not held meanwhile: other threads go on, and their listeners wait as well.</remarks>
    public void Batch(Action action)
    {
        ArgumentNullException.ThrowIfNull(action);
        Turns.Hold();
        try
        {
            action();
        }
        finally
        {
            Turns.Release();
        }
    }

    /// <summary>Listens to focus and network; counted, so that every call needs its <see cref="Unmount"/>.</summary>
    /// <exception cref="ObjectDisposedException">The client was disposed.</exception>
    public void Mount()
    {
        using var turn = Turns.Begin();
        ThrowIfDisposed();
        if (_mounts++ == 0) _mounting = new Mounting(this);
    }

    /// <summary>Takes back one <see cref="Mount"/>.</summary>
    public void Unmount()
    {
        using var turn = Turns.Begin();
        if (_mounts == 0 || --_mounts > 0) return;
        _mounting?.Dispose();
        _mounting = null;
    }

    /// <summary>Forgets all queries and mutations.</summary>
    public void Clear()
    {
        using var turn = Turns.Begin();
        Queries.Clear_NeedsLock();
        Mutations.Clear_NeedsLock(cancel: false);
    }

    /// <summary>Stops listening, cancels what runs and forgets everything.</summary>
    /// <remarks>
    /// Afterwards reads find nothing, and whatever would fetch, write, observe or mutate throws <see cref="ObjectDisposedException"/>: without
    /// its timer a client could neither retry nor collect. Observers stay as they are, and can be disposed before or after.
    /// </remarks>
    public void Dispose()
    {
        using (Turns.Begin())
        {
            _isDisposed = true;
            _mounts = 0;
            _mounting?.Dispose();
            _mounting = null;
            Queries.Clear_NeedsLock();
            Mutations.Clear_NeedsLock(cancel: true);
        }
        Timers.Dispose();
    }

    internal void ThrowIfDisposed() => ObjectDisposedException.ThrowIf(_isDisposed, this);

    /// <summary>An exception of a listener or callback that no caller hears of.</summary>
    internal void Unhandled(Exception error)
    {
        try
        {
            if (Options.UnhandledError is { } told)
            {
                told(error);
                return;
            }
        }
        catch (Exception thrown)
        {
            // Deliveries must go on, whatever happens here.
            error = new AggregateException(error, thrown);
        }
        _ = Task.FromException(error);
    }

    /// <summary>A definition with the defaults of its key.</summary>
    internal QueryDefinition<TData> Resolve<TData>(QueryDefinition<TData> query) => _sharedOptions.Share(_defaults.Resolve(query));
}
