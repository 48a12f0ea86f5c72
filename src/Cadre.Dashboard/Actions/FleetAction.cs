using Cadre.Dashboard.Actions.Undoing;
using Cadre.Dashboard.Sessions;

namespace Cadre.Dashboard.Actions;

/// <summary>Something that can be done from a page. All go the same way: shown at once, disabled while pending, taken back with the reason if refused.</summary>
/// <param name="Verb">Its name in addresses.</param>
/// <param name="Label">What its button says.</param>
/// <param name="Doing">What the button says while the hub has not answered.</param>
/// <param name="Subject">What it is about: <c>agent:ada</c>, <c>task:17</c>, <c>claim:claim-1</c>.</param>
/// <param name="Run">Does it, and says what was done.</param>
internal sealed record FleetAction(
    string Verb, string Label, string Doing, Func<ActionForm, string> Subject, Func<FleetSession, ActionForm, CancellationToken, Task<ActionDone>> Run)
{
    /// <summary>Whether it needs no more than an agent, so that it can be done about several.</summary>
    public bool OfAgents { get; init; }

    /// <summary>Tells forms of one verb and one subject apart, so that only the button that was pressed says it is at work; null: they need not be.</summary>
    public Func<ActionForm, string>? Mark { get; init; }
}

/// <summary>What an action did.</summary>
/// <param name="Message">For people, in the past tense.</param>
/// <param name="Undo">Takes it back; null where that cannot be done.</param>
internal sealed record ActionDone(string Message, Undo? Undo = null);

/// <summary>A form that cannot be understood; the message says which field, its value and what would be right.</summary>
internal sealed class ActionFormException(string message) : Exception(message);
