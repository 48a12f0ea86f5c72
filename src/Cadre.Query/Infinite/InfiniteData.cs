namespace Cadre.Query;

/// <summary>The pages of an infinite query, in order, and the parameter that each was fetched with.</summary>
public sealed record InfiniteData<TPage, TParam>(IReadOnlyList<TPage> Pages, IReadOnlyList<TParam> PageParams)
{
    /// <summary>No pages.</summary>
    public static InfiniteData<TPage, TParam> Empty { get; } = new([], []);
}
