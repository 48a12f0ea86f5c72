namespace Cadre.Query;

/// <summary>The pages of an infinite query, in order, and the parameter that each was fetched with.</summary>
public sealed record InfiniteData<TPage, TParam>(IReadOnlyList<TPage> Pages, IReadOnlyList<TParam> PageParams)
    : IShareable<InfiniteData<TPage, TParam>>
{
    /// <summary>No pages.</summary>
    public static InfiniteData<TPage, TParam> Empty { get; } = new([], []);

    /// <inheritdoc/>
    public InfiniteData<TPage, TParam> ShareWith(InfiniteData<TPage, TParam> previous)
    {
        ArgumentNullException.ThrowIfNull(previous);
        var pages = Sharing.ReadOnlyList<TPage>()(Optional.Of(previous.Pages), Pages);
        var parameters = Sharing.ReadOnlyList<TParam>()(Optional.Of(previous.PageParams), PageParams);
        if (ReferenceEquals(pages, previous.Pages) && ReferenceEquals(parameters, previous.PageParams)) return previous;
        return ReferenceEquals(pages, Pages) && ReferenceEquals(parameters, PageParams) ? this : new(pages, parameters);
    }
}
