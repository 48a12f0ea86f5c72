namespace Cadre.Query.Hammer;

/// <summary>Somebody who watches one query, and is sometimes a nuisance.</summary>
internal abstract class Watch : IDisposable
{
    /// <summary>Looks whether the observer shows what its query knows. To be called inside a turn.</summary>
    public abstract void Audit();

    public abstract void Dispose();
}

/// <param name="world">Where.</param>
/// <param name="definition">What it watches.</param>
/// <param name="versionOf">What may never go back.</param>
/// <param name="seed">Of what its listener does.</param>
internal sealed class Watch<T>(World world, QueryDefinition<T> definition, Func<T, long> versionOf, int seed) : Watch
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(30);

    private readonly QueryObserver<T> _observer = new(world.Client, definition);
    private readonly Random _random = new(seed);
    private IDisposable? _subscription;
    private long _seen = long.MinValue;

    public QueryDefinition<T> Definition => definition;

    public QueryObserver<T> Observer => _observer;

    public void Start()
    {
        using var turn = world.Client.Turns.Begin();
        _subscription = _observer.Subscribe(result => world.InListener(() => OnResult(result)));
    }

    public override void Audit()
    {
        var (shown, known) = (_observer.CurrentResult, _observer.CurrentQuery.State);
        if (_subscription is null) return;
        _observer.CurrentQuery.TryGetData(out var data);
        world.Faults.Unless(
            shown.FetchStatus == known.FetchStatus && shown.HasData == known.HasData && Equals(shown.Data, data ?? default(T)) && shown.Status == known.Status
            && shown.FailureCount == known.FailureCount && shown.ErrorUpdateCount == known.ErrorUpdateCount && shown.DataUpdatedAt == known.DataUpdatedAt,
            $"an observer of {_observer.CurrentQuery.Key} ({(_observer.CurrentQuery.Watchers.Contains(_observer) ? "watching" : "not watching")}, {(ReferenceEquals(world.Client.Queries.Find(_observer.CurrentQuery.Key), _observer.CurrentQuery) ? "cached" : "gone")}) shows {shown.Status} {shown.FetchStatus} {shown.Data}, its query has {known.Status} {known.FetchStatus} {data}");
    }

    public override void Dispose()
    {
        using var turn = world.Client.Turns.Begin();
        _subscription?.Dispose();
        _subscription = null;
        _observer.Dispose();
    }

    private void OnResult(QueryResult<T> result)
    {
        if (result.HasData)
        {
            var version = versionOf(result.Data!);
            world.Faults.Unless(version >= _seen, $"a listener of {definition.Key} saw {version} after {_seen}");
            _seen = version;
        }
        switch (_random.Next(1500))
        {
            case < 15:
                throw new Sabotage();
            case < 30:
                Dispose();
                break;
            case < 45:
                world.Expect("a refetch by a listener", () => _observer.RefetchAsync());
                break;
            case < 60:
                world.Client.CountFetching();
                break;
            case 60:
                WaitForAnotherThread();
                break;
        }
    }

    /// <summary>A listener may wait for a thread that uses the client: nothing is locked meanwhile.</summary>
    private void WaitForAnotherThread()
    {
        using var done = new ManualResetEventSlim();
        var other = new Thread(() =>
        {
            Operations.Perform(world, new Random(seed));
            done.Set();
        }) { IsBackground = true };
        other.Start();
        if (!done.Wait(Deadline)) world.Faults.Add("a listener that waited for another thread waited for ever");
        other.Join();
    }
}
