namespace Cadre.Query.Razor;

/// <summary>Follows a list of queries.</summary>
internal sealed class QueriesObservation<TData, TSelected> : IObservation<IReadOnlyList<QueryResult<TSelected>>>
{
    private readonly Func<IReadOnlyList<ObservedQuery<TData, TSelected>>> _ask;
    private readonly QueryListObserver<TData, TSelected> _observer;
    private readonly ReadFields _fields;

    public QueriesObservation(QueryClient client, Func<IReadOnlyList<ObservedQuery<TData, TSelected>>> ask, ReadFields fields, Action tell)
    {
        _ask = ask;
        _fields = fields;
        var queries = ask();
        _observer = new QueryListObserver<TData, TSelected>(client, queries);
        _observer.Subscribe(_ => tell());
        // That they are fetching now was told to nobody: nothing has been read yet.
        _observer.SetQueries(queries);
    }

    public IReadOnlyList<QueryResult<TSelected>> Current => _observer.CurrentResults;

    public bool IsLoading => Current.Any(static result => result.IsLoading);

    public void Adjust() => _observer.SetQueries(_ask());

    public void ListenForLoading() => _fields.Note(ResultFields.IsLoading);

    public void Dispose() => _observer.Dispose();
}
