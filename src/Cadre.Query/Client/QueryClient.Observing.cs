namespace Cadre.Query;

public sealed partial class QueryClient
{
    /// <summary>Makes an observer of a query; see <see cref="QueryObserver{TData}"/>.</summary>
    /// <exception cref="QueryTypeMismatchException">The key holds data of another type.</exception>
    public QueryObserver<TData> Observe<TData>(QueryDefinition<TData> query) => new(this, query);

    /// <summary>Makes an observer of what a function selects of a query's data; see <see cref="QueryObserver{TData, TSelected}"/>.</summary>
    /// <exception cref="QueryTypeMismatchException">The key holds data of another type.</exception>
    public QueryObserver<TData, TSelected> Observe<TData, TSelected>(QueryDefinition<TData> query, Func<TData, TSelected> select) => new(this, query, select);

    /// <summary>Makes an observer of an infinite query; see <see cref="InfiniteQueryObserver{TPage, TParam}"/>.</summary>
    /// <exception cref="QueryTypeMismatchException">The key holds data of another type.</exception>
    public InfiniteQueryObserver<TPage, TParam> Observe<TPage, TParam>(InfiniteQueryDefinition<TPage, TParam> query) => new(this, query);

    /// <summary>Makes an observer that starts mutations and follows them; see <see cref="MutationObserver{TVariables, TData, TContext}"/>.</summary>
    public MutationObserver<TVariables, TData, TContext> Observe<TVariables, TData, TContext>(MutationDefinition<TVariables, TData, TContext> mutation) =>
        new(this, mutation);

    /// <summary>Makes an observer of several queries; see <see cref="QueryListObserver{TData, TSelected}"/>.</summary>
    /// <exception cref="QueryTypeMismatchException">A key holds data of another type.</exception>
    public QueryListObserver<TData, TSelected> Observe<TData, TSelected>(IReadOnlyList<ObservedQuery<TData, TSelected>> queries) => new(this, queries);

    /// <summary>Makes an observer of one value that a function makes of several results; see <see cref="CombinedQueryObserver{TData, TSelected, TCombined}"/>.</summary>
    /// <exception cref="QueryTypeMismatchException">A key holds data of another type.</exception>
    public CombinedQueryObserver<TData, TSelected, TCombined> Observe<TData, TSelected, TCombined>(
        IReadOnlyList<ObservedQuery<TData, TSelected>> queries, Func<IReadOnlyList<QueryResult<TSelected>>, TCombined> combine) => new(this, queries, combine);
}
