namespace Cadre.Query.Razor;

/// <summary>Follows one query.</summary>
internal interface IQueryObservation<T> : IObservation<QueryResult<T>>
{
    QueryKey Key { get; }

    Task<QueryResult<T>> RefetchAsync(RefetchOptions? options);
}

/// <summary>Follows what a component says, with one observer, so that what it saw before stays known when the key changes.</summary>
internal class QueryObservation<TData, TSelected> : IQueryObservation<TSelected>
{
    private readonly HookedDefinition<TData> _definition;

    /// <param name="definition">What the component says.</param>
    /// <param name="observe">Makes the observer.</param>
    /// <param name="tell">Told of changes.</param>
    public QueryObservation(
        HookedDefinition<TData> definition, Func<QueryDefinition<TData>, QueryObserver<TData, TSelected>> observe, Action tell)
    {
        _definition = definition;
        Observer = observe(definition.Ask());
        Observer.Subscribe(_ => tell());
    }

    public QueryResult<TSelected> Current => Observer.CurrentResult;

    public bool IsLoading => Current.IsLoading;

    public QueryKey Key => Observer.CurrentQuery.Key;

    protected QueryObserver<TData, TSelected> Observer { get; }

    public void Adjust()
    {
        if (_definition.TryAskAnew(out var definition)) Observer.SetOptions(definition);
    }

    public void ListenForLoading() => _definition.Fields.Note(ResultFields.IsLoading);

    public Task<QueryResult<TSelected>> RefetchAsync(RefetchOptions? options) => Observer.RefetchAsync(options);

    public void Dispose()
    {
        GC.SuppressFinalize(this);
        Observer.Dispose();
    }
}
