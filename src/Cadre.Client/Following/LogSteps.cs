using System.Collections.Immutable;
using System.Text.Json;
using Cadre.Fleet;
using Cadre.Live;

namespace Cadre.Client;

/// <summary>What an event of the stream does to what was read from the log.</summary>
internal static class LogSteps
{
    public static FleetEvent FactOf(LiveEvent e) =>
        FleetJson.ReadEvent(e.Type, e.Data, out var problem) ?? throw new JsonException($"The event {e.Cursor} of type '{e.Type}': {problem!.Pointer} {problem.Detail}");

    /// <summary>The event as a page of the log has it.</summary>
    public static RecordedFact Read(LiveEvent e)
    {
        var actor = e.Json.ValueKind == JsonValueKind.Object && e.Json.TryGetProperty("actor", out var name) && name.ValueKind == JsonValueKind.String ? name.GetString() : null;
        return new RecordedFact(e.Cursor, e.Time.ToUnixTimeMilliseconds(), e.Type, EventTypes.All.Contains(e.Type) ? FactOf(e) : null, actor);
    }

    public static ImmutableArray<RecordedFact> Recent(ImmutableArray<RecordedFact> recent, LiveEvent e) =>
        [Read(e), .. recent.AsSpan(0, Math.Min(recent.Length, FleetQueries.MostRecentEvents - 1))];

    public static LogRange Range(LogRange range, LiveEvent e)
    {
        var point = new LogPoint(e.Cursor.Sequence, e.Time.ToUnixTimeMilliseconds());
        return new LogRange(range.Oldest ?? point, point);
    }

    public static StateAt<ImmutableArray<ProgressPoint>> Progress(StateAt<ImmutableArray<ProgressPoint>> history, RecordedFact fact) =>
        !fact.Cursor.IsReachedBy(history.Cursor) && ProgressCurve.PointOf(fact) is { } point ? new(fact.Cursor, ProgressCurve.With(history.State, point)) : history;

    public static HubPage<Claim> Released(HubPage<Claim> claims, RecordedFact fact) =>
        !fact.Cursor.IsReachedBy(claims.Cursor) && fact.Fact is ClaimReleased released ? FleetChanges.Without(claims with { Cursor = fact.Cursor }, released.ClaimId) : claims;
}
