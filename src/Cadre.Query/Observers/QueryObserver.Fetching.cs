namespace Cadre.Query;

/// <content>How an observer fetches.</content>
public partial class QueryObserver<TData, TSelected>
{
    /// <summary>Fetches, whether stale or not.</summary>
    /// <returns>What the observer shows when the fetch has ended.</returns>
    public Task<QueryResult<TSelected>> RefetchAsync(RefetchOptions? options = null) => FetchAsync(options ?? RefetchOptions.Default, FetchDirection.None);

    /// <summary>Fetches with this definition, and answers what the observer would show once there is data: fetched, or written meanwhile.</summary>
    public async Task<QueryResult<TSelected>> FetchOptimisticAsync(QueryDefinition<TData> definition)
    {
        ArgumentNullException.ThrowIfNull(definition);
        var options = _client.Resolve(definition);
        CachedQuery<TData> query;
        Task data;
        using (_client.Turns.Begin())
        {
            query = _client.Queries.Build_NeedsLock(options);
            data = query.FetchOrWrite_NeedsLock(options);
        }
        await data.ConfigureAwait(_client.Options.ContinueOnCapturedContext);
        using var turn = _client.Turns.Begin();
        return Look_NeedsLock(query, options, _select);
    }

    /// <summary>For a trigger: nobody waits, but who comes back later is to see the outcome.</summary>
    private async Task RefetchAndLookAsync()
    {
        try
        {
            await FetchAsync(new RefetchOptions(CancelRefetch: false, ThrowOnError: false), FetchDirection.None)
                .ConfigureAwait(_client.Options.ContinueOnCapturedContext);
        }
        catch (Exception error)
        {
            _client.Unhandled(error);
        }
    }

    private protected async Task<QueryResult<TSelected>> FetchAsync(RefetchOptions options, FetchDirection direction)
    {
        Task<TData> fetched;
        using (_client.Turns.Begin())
        {
            fetched = Fetch_NeedsLock(options.CancelRefetch, direction);
        }
        try
        {
            await fetched.ConfigureAwait(_client.Options.ContinueOnCapturedContext);
        }
        catch (Exception) when (!options.ThrowOnError)
        {
            // The error is in the result.
        }
        using var turn = _client.Turns.Begin();
        Update_NeedsLock();
        return _result;
    }

    private Task<TData> Fetch_NeedsLock(bool cancelRefetch = false, FetchDirection direction = FetchDirection.None)
    {
        // The query may have been removed or collected since.
        Follow_NeedsLock(_client.Queries.Build_NeedsLock(_options));
        var fetched = _query.Fetch_NeedsLock(_options, cancelRefetch, direction).Completion;
        // A fetch that is joined changes nothing, but much may have changed since this observer looked last.
        if (IsSubscribed && !_client.Options.StrictParity) Update_NeedsLock();
        return fetched;
    }
}
