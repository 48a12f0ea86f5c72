namespace Cadre.Query.Razor;

/// <summary>A query that a component follows: it fetches as the query says, and renders the component when something changes that it read.</summary>
public class QueryHook<T> : QueryView<T>
{
    private readonly Followed<QueryResult<T>> _followed;
    private readonly ReadFields _fields;

    private protected QueryHook(Followed<QueryResult<T>> followed, ReadFields fields)
    {
        _followed = followed;
        _fields = fields;
    }

    /// <summary>What the query shows at this moment, read or not, rendered or not. Safe for use from any thread once it has rendered.</summary>
    public QueryResult<T> Latest => _followed.Latest;

    /// <summary>The key that it follows.</summary>
    public QueryKey Key => Observation.Key;

    private protected IQueryObservation<T> Observation => (IQueryObservation<T>)_followed.Observation;

    /// <summary>Fetches, whether stale or not. A failure is in the result, unless the options say that it is thrown.</summary>
    /// <returns>What the query shows when the fetch has ended.</returns>
    public Task<QueryResult<T>> RefetchAsync(RefetchOptions? options = null) => Observation.RefetchAsync(options);

    internal static QueryHook<T> Of(Followed<QueryResult<T>> followed, ReadFields fields) => new(followed, fields);

    private protected override QueryResult<T> Read(ResultFields fields)
    {
        var shown = _followed.Shown;
        // What changed before anybody knew that it is read was told to nobody.
        if (_fields.Note(fields) && _followed.IsBehind) _followed.Tell();
        return shown;
    }
}
