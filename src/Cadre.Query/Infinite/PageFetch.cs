namespace Cadre.Query;

/// <summary>One fetch of an infinite query: one page at an end, or all of them from the first. A retry goes on at the page that failed.</summary>
internal sealed class PageFetch<TPage, TParam>(
    InfiniteQueryDefinition<TPage, TParam> options, PageFunction<TPage, TParam> fetchPage, FetchDirection direction, InfiniteData<TPage, TParam> current)
{
    private InfiniteData<TPage, TParam> _fetched = InfiniteData<TPage, TParam>.Empty;
    private int _count;

    public Task<InfiniteData<TPage, TParam>> RunAsync(QueryContext context) =>
        direction == FetchDirection.None || current.Pages.Count == 0 ? FetchAllAsync(context) : FetchOneAsync(context);

    private async Task<InfiniteData<TPage, TParam>> FetchOneAsync(QueryContext context)
    {
        var next = direction == FetchDirection.Backward ? options.PreviousOf(current) : options.NextOf(current);
        return next.TryGet(out var param) ? await FetchPageAsync(context, current, param, direction) : current;
    }

    private async Task<InfiniteData<TPage, TParam>> FetchAllAsync(QueryContext context)
    {
        var wanted = options.Pages ?? current.Pages.Count;
        do
        {
            var param = _count > 0 ? options.NextOf(_fetched)
                : current.PageParams.Count > 0 ? Optional.Of(current.PageParams[0]) : Optional.Of(options.InitialPageParam);
            if (!param.HasValue) break;
            _fetched = await FetchPageAsync(context, _fetched, param.Value, FetchDirection.Forward);
            _count++;
        }
        while (_count < wanted); // Not the pages that are kept: there may be a limit to them.
        return _fetched;
    }

    private async Task<InfiniteData<TPage, TParam>> FetchPageAsync(
        QueryContext context, InfiniteData<TPage, TParam> data, TParam param, FetchDirection at)
    {
        context.ThrowIfAborted();
        var fetched = fetchPage(new PageContext<TParam>(context, param, at)) ?? throw new InvalidOperationException("The page function answered null instead of a task.");
        var page = await fetched.ConfigureAwait(context.Client.Options.ContinueOnCapturedContext);
        return at == FetchDirection.Backward
            ? new(Limited([page, .. data.Pages], fromStart: true), Limited([param, .. data.PageParams], fromStart: true))
            : new(Limited([.. data.Pages, page], fromStart: false), Limited([.. data.PageParams, param], fromStart: false));
    }

    /// <summary>Drops items at the end that did not grow.</summary>
    private List<T> Limited<T>(List<T> items, bool fromStart)
    {
        var surplus = options.MaxPages is { } most and > 0 ? items.Count - most : 0;
        if (surplus > 0) items.RemoveRange(fromStart ? items.Count - surplus : 0, surplus);
        return items;
    }
}
