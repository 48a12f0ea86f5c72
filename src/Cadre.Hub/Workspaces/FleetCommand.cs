using System.Collections.Immutable;
using Cadre.Fleet;

namespace Cadre.Hub.Workspaces;

/// <summary>A request to change a workspace: units that are decided in order, answered together, and written in one durable commit.</summary>
internal sealed record FleetCommand
{
    /// <summary>What to write. A unit is accepted or refused as a whole; units are independent of each other unless <see cref="Atomic"/>.</summary>
    public required ImmutableArray<CommandUnit> Units { get; init; }

    /// <summary>When true, one refused unit keeps all others from being written. Default false.</summary>
    public bool Atomic { get; init; }

    /// <summary>The version the written entity must have, from <c>If-Match</c>; null for any.</summary>
    public long? ExpectedVersion { get; init; }

    /// <summary>Makes a repeat of this command answer as the first time and change nothing; null for none.</summary>
    public IdempotencyKey? Key { get; init; }

    /// <summary>Who asks, for the log; null when the caller is anonymous on loopback.</summary>
    public string? Actor { get; init; }

    /// <summary>
    /// Turns the outcome into the answer for the caller. Runs at most once; with a <see cref="Key"/> it runs inside the writer,
    /// because the answer is recorded in the same commit, so it must not block.
    /// </summary>
    public required Func<CommandOutcome, Reply> Respond { get; init; }

    /// <summary>A command of one unit with one proposed event.</summary>
    public static FleetCommand Of(FleetEvent proposal, Func<CommandOutcome, Reply> respond) =>
        new() { Units = [new CommandUnit([proposal])], Respond = respond };
}

/// <summary>Events that are accepted together or not at all.</summary>
/// <param name="Proposals">The events as proposed; the rules may stamp, complete or refuse them.</param>
/// <param name="Strict">True refuses what names an unknown entity; false (messages of foreign dialects) ignores it with a reason.</param>
internal readonly record struct CommandUnit(ImmutableArray<FleetEvent> Proposals, bool Strict = true);
