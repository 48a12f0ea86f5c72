using System.Collections.Immutable;
using Cadre.Client;
using Cadre.Fleet;
using Cadre.Live;

namespace Cadre.Dashboard.Components.Conflicts;

/// <summary>Since when at least nothing is predicted, if nothing is.</summary>
/// <remarks>Time alone brings predictions, of agents that are silent, but takes none away: what is not predicted now was not predicted since the last change.</remarks>
internal static class LastChange
{
    private static readonly ImmutableArray<string> Concerned = ["agent.", "agents.", "task.", EventTypes.FleetResynced];

    public static LogPoint? Of(StateAt<ImmutableArray<RecordedFact>> recent)
    {
        var change = recent.State.FirstOrDefault(fact => Concerned.Any(prefix => fact.Type.StartsWith(prefix, StringComparison.Ordinal)));
        return change is null ? null : new LogPoint(change.Cursor.Sequence, change.Time);
    }
}
