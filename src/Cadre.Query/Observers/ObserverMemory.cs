namespace Cadre.Query;

/// <summary>What an observer remembers from one result to the next.</summary>
internal struct ObserverMemory<TData, TSelected>
{
    /// <summary>The options that the current result was made with.</summary>
    public QueryDefinition<TData>? Options;

    /// <summary>How often the query had data and errors before this observer began with it.</summary>
    public (int Data, int Errors) UpdatesBefore;

    /// <summary>The query whose data this observer saw last.</summary>
    public CachedQuery<TData>? LastWithData;

    /// <summary>The last selection.</summary>
    public Selection<TData, TSelected>? Selection;
}

/// <summary>One run of a selector.</summary>
/// <param name="Selector">The selector.</param>
/// <param name="Of">The cached data it was given; nothing if that was a placeholder.</param>
/// <param name="Selected">What it answered; if it threw, what it answered last.</param>
/// <param name="Error">What it threw.</param>
/// <param name="ErrorAt">When it threw.</param>
internal sealed record Selection<TData, TSelected>(
    Func<TData, TSelected> Selector, Optional<TData> Of, Optional<TSelected> Selected, Exception? Error, long ErrorAt)
{
    public bool IsOf(Func<TData, TSelected> selector, TData data) =>
        ReferenceEquals(selector, Selector) && Of.TryGet(out var before) && Identity.Same(before, data);

    /// <summary>The same where there is nothing to select from: only what was selected last is kept.</summary>
    public Selection<TData, TSelected> Emptied() => Error is null && !Of.HasValue ? this : this with { Of = default, Error = null };
}
