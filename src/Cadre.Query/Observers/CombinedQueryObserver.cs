namespace Cadre.Query;

/// <summary>Follows a list of queries and makes one value of their results. Listeners hear of changes of that value only.</summary>
/// <remarks>Safe for use from any thread. The function must be quick and must not call the client: it is called under the client's lock.</remarks>
public sealed class CombinedQueryObserver<TData, TSelected, TCombined> : QueryListObserver<TData, TSelected>
{
    private Func<IReadOnlyList<QueryResult<TSelected>>, TCombined> _combine;
    private Optional<TCombined> _combined;

    /// <summary>Makes an observer that nobody is subscribed to yet.</summary>
    public CombinedQueryObserver(
        QueryClient client, IReadOnlyList<ObservedQuery<TData, TSelected>> queries, Func<IReadOnlyList<QueryResult<TSelected>>, TCombined> combine)
        : base(client, queries)
    {
        ArgumentNullException.ThrowIfNull(combine);
        _combine = combine;
    }

    /// <summary>What is made of the results as they are; parts that equal the value before keep their reference.</summary>
    public TCombined Combined
    {
        get
        {
            using var turn = Client.Turns.Begin();
            Combine_NeedsLock(CurrentResults);
            return _combined.Value;
        }
    }

    /// <summary>Follows these queries from now on, combined by this function.</summary>
    public void SetQueries(
        IReadOnlyList<ObservedQuery<TData, TSelected>> queries, Func<IReadOnlyList<QueryResult<TSelected>>, TCombined> combine)
    {
        ArgumentNullException.ThrowIfNull(combine);
        using var turn = Client.Turns.Begin();
        _combine = combine;
        SetQueries(queries);
    }

    private protected override bool Matters_NeedsLock(IReadOnlyList<QueryResult<TSelected>> results) => Combine_NeedsLock(results);

    private bool Combine_NeedsLock(IReadOnlyList<QueryResult<TSelected>> results)
    {
        var combined = _combine(results);
        if (_combined.TryGet(out var before))
        {
            combined = Sharing.Share(before, combined);
            if (Identity.Same(before, combined)) return false;
        }
        _combined = combined;
        return true;
    }
}
