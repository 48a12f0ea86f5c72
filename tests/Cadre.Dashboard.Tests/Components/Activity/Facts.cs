using System.Collections.Immutable;
using Cadre.Client;
using Cadre.Fleet;
using Cadre.Live;

namespace Cadre.Dashboard.Tests.Components.Activity;

/// <summary>Makes events of a log.</summary>
internal static class Facts
{
    public static RecordedFact Note(long sequence, long time = 0, string type = ActivityTypes.ActivityUpdate) =>
        Of(sequence, new ActivityAdded(new ActivityItem { Timestamp = "", Type = type, Agent = "ada", Message = $"note {sequence}" }), time);

    public static RecordedFact Of(long sequence, FleetEvent fact, long time = 0) => new(new StreamCursor("e", sequence), time, fact.Type, fact, null);

    public static StateAt<ImmutableArray<RecordedFact>> Recent(long oldest, long newest, Func<long, RecordedFact>? make = null, string epoch = "e") =>
        new(new StreamCursor(epoch, newest), [.. Enumerable.Range(0, (int)(newest - oldest + 1)).Select(i => (make ?? (sequence => Note(sequence)))(newest - i))]);
}
