namespace Cadre.Dashboard.Actions;

/// <summary>How an action stands.</summary>
/// <param name="Verb">Its name; empty: nothing is done.</param>
/// <param name="IsPending">Whether the hub has not answered yet.</param>
/// <param name="Refusal">Why it was refused.</param>
public sealed record ActionState(string Verb, bool IsPending, string? Refusal)
{
    /// <summary>Nothing is done, nothing was refused.</summary>
    public static ActionState None { get; } = new("", false, null);

    /// <summary>Whether a button of that name is waiting for the hub.</summary>
    public bool IsDoing(string verb) => IsPending && Verb == verb;
}
