namespace Cadre.Query;

/// <summary>One call of the cache's callbacks for a fetch that ended.</summary>
internal sealed class FetchedCall(QueryCacheCallbacks callbacks, CachedQuery query, Optional<object?> data, Exception? error, Action<Exception> unhandled)
    : IDelivery
{
    public void Deliver(object? what)
    {
        try
        {
            if (error is null) callbacks.OnSuccess?.Invoke(data.Value, query);
            else callbacks.OnError?.Invoke(error, query);
        }
        catch (Exception thrown)
        {
            unhandled(thrown);
        }
        callbacks.OnSettled?.Invoke(data, error, query);
    }
}
