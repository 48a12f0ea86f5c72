using Cadre.Query;

namespace Cadre.Conformance.Query;

/// <summary>An observer of a scenario, and who listens to it.</summary>
internal abstract class ObserverInWorld(World world, ClientInWorld client, string id)
{
    private readonly Dictionary<string, IDisposable> _subscriptions = new(StringComparer.Ordinal);

    public World World => world;

    public ClientInWorld Client => client;

    public string Id => id;

    public void Subscribe(string listener) => _subscriptions[listener] = SubscribeTo($"obs:{listener}");

    public void Unsubscribe(string listener)
    {
        if (_subscriptions.Remove(listener, out var subscription)) subscription.Dispose();
    }

    /// <summary>What it shows now, as fields of a probe.</summary>
    public abstract Dictionary<string, object?> Current();

    public abstract void Destroy();

    protected abstract IDisposable SubscribeTo(string channel);

    protected Dictionary<string, object?> Fields(QueryResult<object?> result, string place) =>
        Shown.Result(result, world.References.Number(place, result.HasData ? result.Data : null));
}

/// <summary>An observer of one query.</summary>
internal abstract class SingleObserver(World world, ClientInWorld client, string id) : ObserverInWorld(world, client, id)
{
    public abstract object? Data { get; }

    public abstract void SetOptions(Spec step);

    public abstract QueryResult<object?> Optimistic(Spec step);

    public abstract Task<QueryResult<object?>> Refetch(RefetchOptions options);

    public abstract Task<QueryResult<object?>> FetchNext(RefetchOptions options);

    public abstract Task<QueryResult<object?>> FetchPrevious(RefetchOptions options);

    public abstract Task<QueryResult<object?>> FetchOptimistic(Spec step);
}
