using System.Collections.Immutable;
using Cadre.Fleet;

namespace Cadre.Hub.Workspaces;

/// <summary>What became of a command. When a caller holds one, everything accepted in it is durable.</summary>
/// <param name="After">The workspace right after this command, before any later one.</param>
/// <param name="Units">One outcome for each unit of the command, in order.</param>
internal sealed record CommandOutcome(FleetPoint After, ImmutableArray<UnitOutcome> Units)
{
    /// <summary>The first refusal, or null when every unit was accepted or ignored.</summary>
    public FleetProblem? Refusal
    {
        get
        {
            foreach (var unit in Units)
                if (unit.Problem is { } problem)
                    return problem;
            return null;
        }
    }
}

/// <summary>What became of one unit: accepted (events were written), ignored (a reason, nothing written) or refused (a problem).</summary>
/// <param name="FirstSequence">The sequence of the first event written; 0 when none was.</param>
/// <param name="Facts">The events written, cascades of the rules included; empty when none was.</param>
/// <param name="Ignored">Why nothing needed to be written; null when accepted or refused.</param>
/// <param name="Problem">Why the unit was refused; null when it was not.</param>
internal readonly record struct UnitOutcome(long FirstSequence, IReadOnlyList<FleetEvent> Facts, string? Ignored, FleetProblem? Problem)
{
    /// <summary>The number of events written.</summary>
    public int Events => Facts.Count;

    internal static UnitOutcome Accepted(long firstSequence, IReadOnlyList<FleetEvent> facts) => new(firstSequence, facts, null, null);

    internal static UnitOutcome IgnoredFor(string reason) => new(0, [], reason, null);

    internal static UnitOutcome RefusedFor(FleetProblem problem) => new(0, [], null, problem);
}
