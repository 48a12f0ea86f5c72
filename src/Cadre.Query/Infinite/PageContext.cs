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
