using System.Collections.Immutable;
using Cadre.Client;
using Cadre.Live;

namespace Cadre.Dashboard.Components.Activity;

/// <summary>The newest events that match a filter: every one from <see cref="Oldest"/> to <see cref="Newest"/>. Immutable.</summary>
public sealed record LogWindow
{
    private LogWindow(string epoch, long oldest, long newest, ImmutableArray<RecordedFact> facts) => (Epoch, Oldest, Newest, Facts) = (epoch, oldest, newest, facts);

    /// <summary>The log it is of.</summary>
    internal string Epoch { get; private init; }

    /// <summary>The oldest event that was looked at; one behind the newest if none was.</summary>
    internal long Oldest { get; private init; }

    /// <summary>The newest event that was looked at.</summary>
    internal long Newest { get; private init; }

    /// <summary>Those that match, newest first.</summary>
    internal ImmutableArray<RecordedFact> Facts { get; private init; }

    /// <summary>Before which event older ones begin.</summary>
    internal long Floor => Facts.IsEmpty ? Oldest : Facts[^1].Cursor.Sequence;

    internal bool IsOfEmptyLog => Newest < Oldest;

    internal static LogWindow Of(StateAt<ImmutableArray<RecordedFact>> recent, ActivityFilter filter) => new(
        recent.Cursor.Epoch,
        recent.State.IsEmpty ? recent.Cursor.Sequence + 1 : recent.State[^1].Cursor.Sequence,
        recent.Cursor.Sequence,
        filter.IsEmpty ? recent.State : [.. recent.State.Where(filter.Matches)]);

    /// <summary>This one, and below it what the one before showed, as far as nothing is missing in between: what seldom happens stays in sight.</summary>
    internal LogWindow After(LogWindow? before)
    {
        if (before is null || before.Epoch != Epoch || Oldest > before.Newest + 1 || Newest < before.Newest) return this;
        var room = FleetQueries.MostRecentEvents - Facts.Length;
        ImmutableArray<RecordedFact> kept = [.. before.Facts.Where(fact => fact.Cursor.Sequence < Oldest).Take(Math.Max(0, room))];
        return kept.IsEmpty ? this : this with { Facts = [.. Facts, .. kept], Oldest = Math.Min(Oldest, kept[^1].Cursor.Sequence) };
    }
}
