namespace Cadre.Query;

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

    /// <summary>Whether there are more pages is asked of each definition.</summary>
    internal override object Appearance => this;

    internal override bool BringsFetch => FetchPage is not null;

    internal override QueryFunction<InfiniteData<TPage, TParam>>? PagesFor(FetchDirection direction, Optional<InfiniteData<TPage, TParam>> current) =>
        FetchPage is null ? null : new PageFetch<TPage, TParam>(this, FetchPage, direction, current.OrDefault() ?? InfiniteData<TPage, TParam>.Empty).RunAsync;

    internal bool HasNext(InfiniteData<TPage, TParam>? data) => data is { Pages.Count: > 0 } && NextOf(data).HasValue;

    internal bool HasPrevious(InfiniteData<TPage, TParam>? data) => data is { Pages.Count: > 0 } && PreviousOf(data).HasValue;

    internal Optional<TParam> NextOf(InfiniteData<TPage, TParam> data) =>
        data.Pages.Count == 0 ? default : NextPageParam(data.Pages[^1], data.Pages, data.PageParams[^1], data.PageParams);

    internal Optional<TParam> PreviousOf(InfiniteData<TPage, TParam> data) =>
        data.Pages.Count == 0 || PreviousPageParam is null ? default : PreviousPageParam(data.Pages[0], data.Pages, data.PageParams[0], data.PageParams);
}
