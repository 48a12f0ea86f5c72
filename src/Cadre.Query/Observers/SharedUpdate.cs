namespace Cadre.Query;

/// <summary>What the observers of a query have in common at one of its changes.</summary>
/// <remarks>
/// Mostly many observers were made of the same definition, or of equal ones, and show all of the data. Those need not look one by one: what is made of the same and
/// showed the same before shows the same again. Only the first of them makes the result, and the others take it over.
/// </remarks>
/// <param name="State">The query's state.</param>
/// <param name="Appearance">What of its options the result of the observer that looked last depends on.</param>
/// <param name="Selector">Its selector.</param>
/// <param name="Previous">What it showed before.</param>
/// <param name="IsFetchedAfterMount">Whether data or an error came since it began.</param>
/// <param name="Next">What it shows now; the same as before if nothing changed.</param>
/// <param name="IsTold">Whether its listeners are told.</param>
/// <param name="ArmsTimers">Whether it waits for a time now.</param>
internal readonly record struct SharedUpdate(
    object State, object Appearance, object Selector, object Previous, bool IsFetchedAfterMount, object Next, bool IsTold, bool ArmsTimers);
