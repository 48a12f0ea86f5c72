namespace Cadre.Query.Razor;

public sealed partial class QueryHooks
{
    /// <summary>Follows a query.</summary>
    public QueryHook<T> UseQuery<T>(QueryDefinition<T> query)
    {
        ArgumentNullException.ThrowIfNull(query);
        return UseQuery(() => query);
    }

    /// <summary>Follows the query that the function answers.</summary>
    public QueryHook<T> UseQuery<T>(Func<QueryDefinition<T>> query)
    {
        ArgumentNullException.ThrowIfNull(query);
        return Follow(query, static (client, definition) => new QueryObserver<T>(client, definition));
    }

    /// <summary>Follows a query and shows what is selected of its data; other changes of the data do not count.</summary>
    public QueryHook<TSelected> UseQuery<TData, TSelected>(QueryDefinition<TData> query, Func<TData, TSelected> select)
    {
        ArgumentNullException.ThrowIfNull(query);
        return UseQuery(() => query, select);
    }

    /// <summary>Follows the query that the function answers, and shows what is selected of its data.</summary>
    public QueryHook<TSelected> UseQuery<TData, TSelected>(Func<QueryDefinition<TData>> query, Func<TData, TSelected> select)
    {
        ArgumentNullException.ThrowIfNull(query);
        ArgumentNullException.ThrowIfNull(select);
        return Follow(query, (client, definition) => new QueryObserver<TData, TSelected>(client, definition, select));
    }

    /// <summary>Follows an infinite query.</summary>
    public InfiniteQueryHook<InfiniteData<TPage, TParam>> UseInfiniteQuery<TPage, TParam>(InfiniteQueryDefinition<TPage, TParam> query)
    {
        ArgumentNullException.ThrowIfNull(query);
        return UseInfiniteQuery(() => query);
    }

    /// <summary>Follows the infinite query that the function answers.</summary>
    public InfiniteQueryHook<InfiniteData<TPage, TParam>> UseInfiniteQuery<TPage, TParam>(Func<InfiniteQueryDefinition<TPage, TParam>> query)
    {
        ArgumentNullException.ThrowIfNull(query);
        return Follow(query, static (client, definition) => new InfiniteQueryObserver<TPage, TParam>(client, definition));
    }

    /// <summary>Follows an infinite query and shows what is selected of its pages.</summary>
    public InfiniteQueryHook<TSelected> UseInfiniteQuery<TPage, TParam, TSelected>(
        InfiniteQueryDefinition<TPage, TParam> query, Func<InfiniteData<TPage, TParam>, TSelected> select)
    {
        ArgumentNullException.ThrowIfNull(query);
        return UseInfiniteQuery(() => query, select);
    }

    /// <summary>Follows the infinite query that the function answers, and shows what is selected of its pages.</summary>
    public InfiniteQueryHook<TSelected> UseInfiniteQuery<TPage, TParam, TSelected>(
        Func<InfiniteQueryDefinition<TPage, TParam>> query, Func<InfiniteData<TPage, TParam>, TSelected> select)
    {
        ArgumentNullException.ThrowIfNull(query);
        ArgumentNullException.ThrowIfNull(select);
        return Follow(query, (client, definition) => new InfiniteQueryObserver<TPage, TParam, TSelected>(client, definition, select));
    }

    /// <summary>Follows as many queries as the function answers, in its order. Those that stay in the list stay followed.</summary>
    public QueriesHook<T> UseQueries<T>(Func<IEnumerable<QueryDefinition<T>>> queries) => UseQueries(queries, Whole<T>.Select);

    /// <summary>Follows as many queries as the function answers, in its order, and shows what is selected of the data of each.</summary>
    public QueriesHook<TSelected> UseQueries<TData, TSelected>(Func<IEnumerable<QueryDefinition<TData>>> queries, Func<TData, TSelected> select)
    {
        ArgumentNullException.ThrowIfNull(queries);
        ArgumentNullException.ThrowIfNull(select);
        var fields = new ReadFields();
        var followed = new Followed<IReadOnlyList<QueryResult<TSelected>>>(this, (client, tell) =>
            new QueriesObservation<TData, TSelected>(client, () => [.. queries().Select(query => new ObservedQuery<TData, TSelected>(Completed(client, query, fields), select))], fields, tell));
        Keep(followed);
        return new QueriesHook<TSelected>(followed, fields);
    }

    /// <summary>Makes a mutation ready to start.</summary>
    public MutationHook<TVariables, TData> UseMutation<TVariables, TData, TContext>(MutationDefinition<TVariables, TData, TContext> mutation)
    {
        ArgumentNullException.ThrowIfNull(mutation);
        return UseMutation(() => mutation);
    }

    /// <summary>Makes the mutation ready that the function answers; asked again, it changes a mutation that runs.</summary>
    public MutationHook<TVariables, TData> UseMutation<TVariables, TData, TContext>(Func<MutationDefinition<TVariables, TData, TContext>> mutation)
    {
        ArgumentNullException.ThrowIfNull(mutation);
        return new MutationHook<TVariables, TData, TContext>(this, mutation, Keep);
    }

    /// <summary>Follows how many queries are being fetched.</summary>
    public CountHook UseFetchingCount(QueryFilter? filter = null) => Count((client, tell) => CountObservation.OfFetches(client, filter, tell));

    /// <summary>Follows how many mutations are pending.</summary>
    public CountHook UseMutatingCount(MutationFilter? filter = null) => Count((client, tell) => CountObservation.OfMutations(client, filter, tell));

    private CountHook Count(Func<QueryClient, Action, IObservation<object>> observe)
    {
        var followed = new Followed<object>(this, observe);
        Keep(followed);
        return new CountHook(followed);
    }

    private QueryHook<TSelected> Follow<TData, TSelected>(
        Func<QueryDefinition<TData>> ask, Func<QueryClient, QueryDefinition<TData>, QueryObserver<TData, TSelected>> observe)
    {
        var fields = new ReadFields();
        var followed = new Followed<QueryResult<TSelected>>(this, (client, tell) =>
            new QueryObservation<TData, TSelected>(new(this, client, ask, fields), definition => observe(client, definition), tell));
        Keep(followed);
        return QueryHook<TSelected>.Of(followed, fields);
    }

    private InfiniteQueryHook<TSelected> Follow<TPage, TParam, TSelected>(
        Func<InfiniteQueryDefinition<TPage, TParam>> ask,
        Func<QueryClient, InfiniteQueryDefinition<TPage, TParam>, InfiniteQueryObserver<TPage, TParam, TSelected>> observe)
    {
        var fields = new ReadFields();
        var followed = new Followed<QueryResult<TSelected>>(this, (client, tell) =>
            new InfiniteQueryObservation<TPage, TParam, TSelected>(new(this, client, ask, fields), definition => observe(client, definition), tell));
        Keep(followed);
        return new InfiniteQueryHook<TSelected>(followed, fields);
    }

    private static class Whole<T>
    {
        public static Func<T, T> Select { get; } = static data => data;
    }
}
