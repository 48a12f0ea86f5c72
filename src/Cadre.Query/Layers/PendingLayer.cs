namespace Cadre.Query;

/// <summary>One optimistic change of one pending mutation. Its members belong to the client's turns.</summary>
internal abstract class PendingLayer(CachedMutation mutation)
{
    public CachedMutation Mutation { get; } = mutation;

    /// <summary>When the function of the mutation ended, in the client's moments; 0 while it has not.</summary>
    public long AnsweredAt { get; set; }

    /// <summary>Puts it over all queries that it means.</summary>
    public abstract void Cover_NeedsLock();

    /// <summary>Puts it over a query that was made later, if it means it.</summary>
    public abstract void Cover_NeedsLock(CachedQuery query);

    /// <summary>Takes it away everywhere.</summary>
    public abstract void Uncover_NeedsLock();
}

/// <summary>One optimistic change of data of one type.</summary>
/// <param name="mutation">Whose it is.</param>
/// <param name="filter">Which queries.</param>
/// <param name="change">The change for the variables of the mutation.</param>
/// <param name="isTyped">Whether a query of another type is an error, not just one that is not meant.</param>
internal sealed class PendingLayer<TData>(CachedMutation mutation, QueryFilter filter, Func<TData, TData> change, bool isTyped) : PendingLayer(mutation)
{
    private readonly List<CachedQuery<TData>> _covered = [];
    private bool _isBroken;

    public override void Cover_NeedsLock()
    {
        foreach (var query in Mutation.Client.Queries.FindAll_NeedsLock(filter)) Put_NeedsLock(query);
    }

    public override void Cover_NeedsLock(CachedQuery query)
    {
        if (QueryCache.Means(filter, query)) Put_NeedsLock(query);
    }

    public override void Uncover_NeedsLock()
    {
        foreach (var query in _covered)
        {
            try
            {
                query.Lift_NeedsLock(this);
            }
            catch (Exception error)
            {
                // Data that cannot be compared must not keep a mutation from its end.
                Mutation.Client.Turns.Report_NeedsLock(error);
            }
        }
        _covered.Clear();
    }

    /// <summary>The data with the change; as it is if the change does not work.</summary>
    public TData Over_NeedsLock(TData data)
    {
        if (_isBroken) return data;
        try
        {
            return change(data);
        }
        catch (Exception error)
        {
            _isBroken = true;
            Mutation.Client.Turns.Report_NeedsLock(error);
            return data;
        }
    }

    private void Put_NeedsLock(CachedQuery query)
    {
        if (query is CachedQuery<TData> typed)
        {
            typed.Lay_NeedsLock(this);
            _covered.Add(typed);
        }
        else if (isTyped) Mutation.Client.Turns.Report_NeedsLock(new QueryTypeMismatchException(query.Key, query.DataType, typeof(TData)));
    }
}
