namespace Cadre.Query.Razor;

/// <summary>Follows a number that may change with the events of a cache.</summary>
internal sealed class CountObservation : IObservation<object>
{
    private readonly Lock _gate = new();
    private readonly Func<int> _count;
    private readonly Action _tell;
    private readonly IDisposable _subscription;
    private object _current = -1;

    /// <param name="subscribe">Calls back at every event that may change the number.</param>
    /// <param name="count">Counts.</param>
    /// <param name="tell">Told of changes.</param>
    public CountObservation(Func<Action, IDisposable> subscribe, Func<int> count, Action tell)
    {
        _count = count;
        _tell = tell;
        _subscription = subscribe(Look);
        Look();
    }

    public object Current => Volatile.Read(ref _current);

    public bool IsLoading => false;

    public static CountObservation OfFetches(QueryClient client, QueryFilter? filter, Action tell) => new(
        look => client.Queries.Subscribe(told =>
        {
            if (told.Type is QueryCacheEventType.Added or QueryCacheEventType.Updated or QueryCacheEventType.Removed) look();
        }),
        () => client.CountFetching(filter),
        tell);

    public static CountObservation OfMutations(QueryClient client, MutationFilter? filter, Action tell) =>
        new(look => client.Mutations.Subscribe(_ => look()), () => client.CountMutating(filter), tell);

    public void Adjust()
    {
    }

    public void ListenForLoading()
    {
    }

    public void Dispose() => _subscription.Dispose();

    private void Look()
    {
        lock (_gate)
        {
            var count = _count();
            if (count == (int)_current) return;
            Volatile.Write(ref _current, count);
        }
        _tell();
    }
}
