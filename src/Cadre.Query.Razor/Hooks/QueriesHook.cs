using System.Collections;

namespace Cadre.Query.Razor;

/// <summary>A list of queries that a component follows, in the order in which it named them. The list may change from rendering to rendering.</summary>
/// <remarks>A member that was read of one of them counts as read of all.</remarks>
public sealed class QueriesHook<T> : IReadOnlyList<QueryView<T>>
{
    private readonly Followed<IReadOnlyList<QueryResult<T>>> _followed;
    private readonly ReadFields _fields;

    internal QueriesHook(Followed<IReadOnlyList<QueryResult<T>>> followed, ReadFields fields)
    {
        _followed = followed;
        _fields = fields;
    }

    /// <inheritdoc/>
    public int Count => _followed.Shown.Count;

    /// <inheritdoc/>
    public QueryView<T> this[int index] => new Entry(this, _followed.Shown[index]);

    /// <inheritdoc/>
    public IEnumerator<QueryView<T>> GetEnumerator() => _followed.Shown.Select(result => new Entry(this, result)).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private void Note(ResultFields fields)
    {
        if (!_fields.Note(fields)) return;
        // An observer of a list keeps the results as they were told; what was not wanted until now it has to fetch.
        _followed.Observation.Adjust();
        if (_followed.IsBehind) _followed.Tell();
    }

    private sealed class Entry(QueriesHook<T> list, QueryResult<T> result) : QueryView<T>
    {
        private protected override QueryResult<T> Read(ResultFields fields)
        {
            list.Note(fields);
            return result;
        }
    }
}
