namespace Cadre.Query;

/// <summary>What an observer remembers from one result to the next.</summary>
internal struct ObserverMemory<TData, TSelected>
{
    /// <summary>The state and the options that the current result was made of.</summary>
    public QueryState<TData>? State;

    public QueryDefinition<TData>? Options;

    /// <summary>What counts as before this observer began with the query.</summary>
    public QueryState<TData>? QueryInitialState;

    /// <summary>The query whose data this observer saw last.</summary>
    public CachedQuery<TData>? LastWithData;

    public Func<TData, TSelected>? Selector;

    public TSelected? Selected;

    public bool HasSelected;

    public Exception? SelectError;
}
