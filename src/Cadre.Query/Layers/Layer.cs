namespace Cadre.Query;

/// <summary>An optimistic change: what a query shows while a mutation is pending, over whatever the server said last.</summary>
/// <remarks>
/// The change is a function of data and variables and is called again whenever newer data of the server arrives: it must be quick, must not
/// call the client, and must leave the data that it is given as it is. Changes that name what they are about (by an id) stay right
/// over data that has them already. One that throws drops out of what is shown, and its error goes to <see cref="QueryClientOptions.UnhandledError"/>.
/// </remarks>
public abstract class Layer<TVariables>
{
    private protected Layer()
    {
    }

    internal abstract PendingLayer Bind(CachedMutation mutation, TVariables variables);
}

/// <summary>Makes optimistic changes.</summary>
public static class Layer
{
    /// <summary>Changes what one query shows; if it has no data yet, as soon as it has.</summary>
    public static Layer<TVariables> On<TVariables, TData>(QueryDefinition<TData> query, Func<TData, TVariables, TData> change)
    {
        ArgumentNullException.ThrowIfNull(query);
        return On<TVariables, TData>(_ => query, change);
    }

    /// <summary>Changes what the query shows that the variables mean; if it has no data yet, as soon as it has.</summary>
    public static Layer<TVariables> On<TVariables, TData>(Func<TVariables, QueryDefinition<TData>> query, Func<TData, TVariables, TData> change)
    {
        ArgumentNullException.ThrowIfNull(query);
        ArgumentNullException.ThrowIfNull(change);
        return new BoundLayer<TVariables, TData>(variables => new QueryFilter { Key = query(variables).Key, Exact = true }, change, isTyped: true);
    }

    /// <summary>Changes what all queries of this type show that the filter means, also those that are made later.</summary>
    public static Layer<TVariables> OnMany<TVariables, TData>(QueryFilter filter, Func<TData, TVariables, TData> change)
    {
        ArgumentNullException.ThrowIfNull(filter);
        return OnMany<TVariables, TData>(_ => filter, change);
    }

    /// <summary>Changes what all queries of this type show that the filter of the variables means, also those that are made later.</summary>
    public static Layer<TVariables> OnMany<TVariables, TData>(Func<TVariables, QueryFilter> filter, Func<TData, TVariables, TData> change)
    {
        ArgumentNullException.ThrowIfNull(filter);
        ArgumentNullException.ThrowIfNull(change);
        return new BoundLayer<TVariables, TData>(filter, change, isTyped: false);
    }

    private sealed class BoundLayer<TVariables, TData>(Func<TVariables, QueryFilter> filter, Func<TData, TVariables, TData> change, bool isTyped)
        : Layer<TVariables>
    {
        internal override PendingLayer Bind(CachedMutation mutation, TVariables variables) =>
            new PendingLayer<TData>(mutation, filter(variables), data => change(data, variables), isTyped);
    }
}
