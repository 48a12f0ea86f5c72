namespace Cadre.Query;

/// <summary>What the fetch of a page is told.</summary>
public sealed class PageContext<TParam> : QueryContext
{
    internal PageContext(QueryContext context, TParam param, FetchDirection direction) : base(context)
    {
        PageParam = param;
        Direction = direction;
    }

    /// <summary>Which page.</summary>
    public TParam PageParam { get; }

    /// <summary>At which end: forward also while all pages are fetched again.</summary>
    public FetchDirection Direction { get; }
}

/// <summary>Fetches one page. See <see cref="QueryFunction{TData}"/>.</summary>
public delegate Task<TPage> PageFunction<TPage, TParam>(PageContext<TParam> context);

/// <summary>Says which page comes after (or before) the one at the end of the list: nothing if there is none.</summary>
/// <param name="page">The page at that end.</param>
/// <param name="pages">All pages.</param>
/// <param name="param">The parameter of that page.</param>
/// <param name="parameters">All parameters.</param>
public delegate Optional<TParam> PageParamFunction<TPage, TParam>(TPage page, IReadOnlyList<TPage> pages, TParam param, IReadOnlyList<TParam> parameters);

/// <summary>A query whose data is a list of pages that grows at its ends.</summary>
/// <param name="Key">What identifies the query.</param>
/// <param name="InitialPageParam">The parameter of the first page.</param>
/// <param name="FetchPage">Fetches one page; null: there is none (yet).</param>
/// <param name="NextPageParam">Which page comes next.</param>
public record InfiniteQueryDefinition<TPage, TParam>(
    QueryKey Key, TParam InitialPageParam, PageFunction<TPage, TParam>? FetchPage, PageParamFunction<TPage, TParam> NextPageParam)
    : QueryDefinition<InfiniteData<TPage, TParam>>(Key)
{
    /// <summary>Which page comes before the first one.</summary>
    /// <value>None: the list grows at its end only.</value>
    public PageParamFunction<TPage, TParam>? PreviousPageParam { get; init; }

    /// <summary>How many pages are kept; those at the other end go.</summary>
    /// <value>All.</value>
    public int? MaxPages { get; init; }

    /// <summary>How many pages a fetch without direction gets.</summary>
    /// <value>As many as there are, at least one.</value>
    public int? Pages { get; init; }
}
