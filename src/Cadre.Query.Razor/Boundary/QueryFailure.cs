namespace Cadre.Query.Razor;

/// <summary>Why a panel does not show what it should, and what can be done.</summary>
/// <param name="Error">What the fetch failed with, or what the content threw while it was rendered.</param>
/// <param name="IsStale">Whether older data show all the same.</param>
/// <param name="CanRetry">Whether somebody can press a button: the renderer is interactive.</param>
/// <param name="RetryAsync">Clears the error and fetches again. Never fails: the next error is shown like this one.</param>
public sealed record QueryFailure(Exception Error, bool IsStale, bool CanRetry, Func<Task> RetryAsync);
