namespace Cadre.Query;

public sealed partial class QueryClient
{
    /// <summary>Answers cached data if it is fresh, else fetches. Does not retry unless the definition or the defaults say so.</summary>
    /// <remarks>
    /// Callers at the same time share one fetch. Cancelling ends this caller's wait at once and no other's; the fetch is cancelled when nobody
    /// waits for it or watches it any more. A caller without a cancellable token waits to the end.
    /// </remarks>
    /// <exception cref="QueryTypeMismatchException">The key holds data of another type.</exception>
    /// <exception cref="MissingFunctionException">There is nothing to fetch with.</exception>
    /// <exception cref="QueryCancelledException">The fetch was cancelled.</exception>
    /// <exception cref="Exception">Whatever the fetch failed with.</exception>
    public Task<TData> FetchAsync<TData>(QueryDefinition<TData> query, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(query);
        if (cancellationToken.IsCancellationRequested) return Task.FromCanceled<TData>(cancellationToken);
        var options = Resolve(query);
        using var turn = Turns.Begin();
        return FetchIfStale_NeedsLock(options, cancellationToken);
    }

    /// <summary>As <see cref="FetchAsync{TData}"/>, and selects.</summary>
    public async Task<TSelected> FetchAsync<TData, TSelected>(
        QueryDefinition<TData> query, Func<TData, TSelected> select, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(select);
        return select(await FetchAsync(query, cancellationToken).ConfigureAwait(Options.ContinueOnCapturedContext));
    }

    /// <summary>As <see cref="FetchAsync{TData}"/>, but neither answers nor throws.</summary>
    public Task PrefetchAsync<TData>(QueryDefinition<TData> query, CancellationToken cancellationToken = default) => QuietlyAsync(FetchAsync(query, cancellationToken));

    /// <summary>Answers cached data whatever its age, else fetches.</summary>
    /// <param name="query">The query.</param>
    /// <param name="revalidateIfStale">Whether stale data that is answered is also fetched anew, in the background.</param>
    /// <param name="cancellationToken">Ends this caller's wait only.</param>
    /// <inheritdoc cref="FetchAsync{TData}"/>
    public Task<TData> EnsureAsync<TData>(QueryDefinition<TData> query, bool revalidateIfStale = false, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(query);
        if (cancellationToken.IsCancellationRequested) return Task.FromCanceled<TData>(cancellationToken);
        var options = Resolve(query);
        using var turn = Turns.Begin();
        var cached = Queries.Build_NeedsLock(options);
        if (cached.State is not { HasData: true, Data: var data }) return FetchIfStale_NeedsLock(options, cancellationToken);
        if (revalidateIfStale) _ = FetchIfStale_NeedsLock(options, CancellationToken.None);
        return Task.FromResult(data!);
    }

    /// <summary>Declares queries stale and refetches the active ones among them.</summary>
    /// <param name="filter">Which; null for all.</param>
    /// <param name="refetch">Which of them to refetch; null: what the filter's type says, or the active ones.</param>
    /// <param name="options">How.</param>
    /// <returns>Ends when the refetches have ended; paused ones are not waited for.</returns>
    public Task InvalidateAsync(QueryFilter? filter = null, QueryType? refetch = null, RefetchOptions? options = null)
    {
        using var turn = Turns.Begin();
        foreach (var query in Queries.FindAll_NeedsLock(filter)) query.Invalidate_NeedsLock();
        filter ??= QueryFilter.All;
        return Refetch_NeedsLock(filter with { Type = refetch ?? (filter.Type == QueryType.All ? QueryType.Active : filter.Type) }, options);
    }

    /// <summary>Refetches queries, but no disabled and no static ones.</summary>
    /// <returns>Ends when the refetches have ended; paused ones are not waited for.</returns>
    public Task RefetchAsync(QueryFilter? filter = null, RefetchOptions? options = null)
    {
        using var turn = Turns.Begin();
        return Refetch_NeedsLock(filter, options);
    }

    /// <summary>Puts queries back to their initial state and refetches the active ones among them.</summary>
    /// <returns>Ends when the refetches have ended; paused ones are not waited for.</returns>
    public Task ResetAsync(QueryFilter? filter = null, RefetchOptions? options = null)
    {
        using var turn = Turns.Begin();
        var queries = Queries.FindAll_NeedsLock(filter);
        foreach (var query in queries) query.Reset_NeedsLock();
        return Refetch_NeedsLock(queries.FindAll(static query => query.IsActive), options ?? RefetchOptions.Default);
    }

    /// <summary>Cancels running fetches. Never fails.</summary>
    public Task CancelAsync(QueryFilter? filter = null, CancelOptions? options = null)
    {
        using var turn = Turns.Begin();
        var how = options ?? CancelOptions.Default;
        return Task.WhenAll(Queries.FindAll_NeedsLock(filter).ConvertAll(query => query.Cancel_NeedsLock(how)));
    }

    /// <summary>Takes queries out of the cache and cancels their fetches; their observers are not told.</summary>
    public void Remove(QueryFilter? filter = null)
    {
        using var turn = Turns.Begin();
        foreach (var query in Queries.FindAll_NeedsLock(filter)) Queries.Remove_NeedsLock(query);
    }

    /// <summary>How many queries are being fetched.</summary>
    public int CountFetching(QueryFilter? filter = null)
    {
        using var turn = Turns.Begin();
        return Queries.FindAll_NeedsLock((filter ?? QueryFilter.All) with { FetchStatus = FetchStatus.Fetching }).Count;
    }

    private Task Refetch_NeedsLock(QueryFilter? filter, RefetchOptions? options) =>
        Refetch_NeedsLock(Queries.FindAll_NeedsLock(filter), options ?? RefetchOptions.Default);

    private Task Refetch_NeedsLock(List<CachedQuery> queries, RefetchOptions options)
    {
        var ended = new List<Task>();
        foreach (var query in queries)
        {
            if (query.IsDisabled || query.IsStatic) continue;
            var refetch = query.Refetch_NeedsLock(options);
            if (query.State.FetchStatus != FetchStatus.Paused) ended.Add(refetch);
        }
        return options.ThrowOnError ? AllOrFirstFailureAsync(ended) : Task.WhenAll(ended);
    }

    private async Task AllOrFirstFailureAsync(List<Task> tasks)
    {
        while (tasks.Count > 0)
        {
            var ended = await Task.WhenAny(tasks).ConfigureAwait(Options.ContinueOnCapturedContext);
            await ended.ConfigureAwait(Options.ContinueOnCapturedContext);
            tasks.Remove(ended);
        }
    }

    private Task<TData> FetchIfStale_NeedsLock<TData>(QueryDefinition<TData> options, CancellationToken cancellationToken)
    {
        if (options.Retry is null) options = _sharedOptions.Share(options with { Set = options.Set.OrNeverRetry() });
        var query = Queries.Build_NeedsLock(options);
        if (!query.IsStaleBy((options.StaleTime ?? default).For(query))) return Task.FromResult(query.State.Data!);
        var promise = query.Fetch_NeedsLock(options, cancelRefetch: false);
        promise.Enter_NeedsLock();
        return cancellationToken.CanBeCanceled ? WaitAsync(query, promise, cancellationToken) : promise.Completion;
    }

    private async Task<TData> WaitAsync<TData>(CachedQuery<TData> query, FetchPromise<TData> promise, CancellationToken cancellationToken)
    {
        try
        {
            return await promise.Completion.WaitAsync(cancellationToken).ConfigureAwait(Options.ContinueOnCapturedContext);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested && !promise.Completion.IsCompleted)
        {
            Leave(query, promise);
            throw;
        }
    }

    // A method of its own: trimmed programs lose the end of a turn that begins in a catch of an async method.
    private void Leave<TData>(CachedQuery<TData> query, FetchPromise<TData> promise)
    {
        using var turn = Turns.Begin();
        promise.Leave_NeedsLock();
        query.OnCallerLeft_NeedsLock();
    }
}
