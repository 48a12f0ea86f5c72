namespace Cadre.Query;

/// <summary>One attempt to fetch a sequence.</summary>
internal sealed class StreamedFetch<TChunk, TData>(QueryContext context, TData initial, Func<TData, TChunk, TData> add)
{
    public async Task<TData> RunAsync(Func<QueryContext, IAsyncEnumerable<TChunk>> stream, StreamRefetch refetch)
    {
        var isRefetch = Do(static query => query.IsFetched);
        if (isRefetch && refetch == StreamRefetch.Reset) Do(static query => query.Restart_NeedsLock());
        var replaces = isRefetch && refetch == StreamRefetch.Replace;

        var gathered = initial;
        await foreach (var chunk in stream(context).ConfigureAwait(context.Client.Options.ContinueOnCapturedContext))
        {
            if (!replaces) Do(query => query.Write_NeedsLock(add(query.Base.TryGet(out var data) ? data : initial, chunk), null));
            else Do(_ => gathered = add(gathered, chunk));
        }
        if (replaces) Do(query => query.WriteAnswer_NeedsLock(gathered));
        return Do(query => query.EndStream_NeedsLock().TryGet(out var data) ? data : initial);
    }

    /// <summary>Does something to the query, if this is still what it is waiting for.</summary>
    /// <exception cref="OperationCanceledException">It is not.</exception>
    private T Do<T>(Func<CachedQuery<TData>, T> what)
    {
        using var turn = context.Client.Turns.Begin();
        return context.Client.Queries.Find<TData>(context.Key) is { } query && query.IsRunning_NeedsLock(context)
            ? what(query)
            : throw new OperationCanceledException();
    }

    private void Do(Action<CachedQuery<TData>> what) => Do(query =>
    {
        what(query);
        return true;
    });
}
