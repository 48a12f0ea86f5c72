using System.Collections.Immutable;
using Cadre.Live;
using Cadre.Query;

namespace Cadre.Client;

/// <content>The log itself: its ends, its newest part, and its past.</content>
public sealed partial class FleetQueries
{
    /// <summary>How many events <see cref="RecentEvents"/> has at most.</summary>
    public const int MostRecentEvents = 300;

    /// <summary>How many of the newest events <see cref="ProgressHistory"/> looks at.</summary>
    private const int MostProgressEvents = 20_000;

    /// <summary>The oldest event that is kept, and the newest one. The oldest one may go without an event, so this is stale after a minute.</summary>
    public QueryDefinition<StateAt<LogRange>> Range { get; } = OfLog(
        FleetKeys.LogRange, context => new LogReader(api).RangeAsync(context.CancellationToken)) with { StaleTime = TimeSpan.FromMinutes(1) };

    /// <summary>The newest events, newest first, at most <see cref="MostRecentEvents"/>: none is missing in between, and none is there twice.</summary>
    public QueryDefinition<StateAt<ImmutableArray<RecordedFact>>> RecentEvents { get; } = OfLog(
        FleetKeys.RecentEvents, context => RecentAsync(api, context.CancellationToken));

    /// <summary>How far the whole was, oldest first: from the newest 20,000 events, thinned to at most 240 points with the first and the last one.</summary>
    public QueryDefinition<StateAt<ImmutableArray<ProgressPoint>>> ProgressHistory { get; } = OfLog(
        FleetKeys.ProgressHistory, context => ProgressAsync(api, context.CancellationToken));

    /// <summary>The log backwards, newest first: pages of up to 100 events, to the beginning of what is kept. No stream moves it on.</summary>
    /// <param name="filter">Which events; null: all.</param>
    /// <param name="before">Before which event to begin; null: with the newest one.</param>
    public InfiniteQueryDefinition<EventPage, StreamCursor?> Events(EventFilter? filter = null, StreamCursor? before = null)
    {
        var which = filter ?? EventFilter.All;
        return new InfiniteQueryDefinition<EventPage, StreamCursor?>(
            FleetKeys.Events(which, before),
            before,
            context => api.GetEventsBeforeAsync(context.PageParam, which, context.CancellationToken),
            static (page, _, _, _) => page.Next is { } next ? Optional.Of<StreamCursor?>(next) : default)
        {
            StaleTime = before is null ? default : StaleTime.Static,
            Retry = ByReason,
        };
    }

    private static async Task<StateAt<ImmutableArray<RecordedFact>>> RecentAsync(HubApi api, CancellationToken cancellationToken)
    {
        var (cursor, events) = (default(StreamCursor), new List<RecordedFact>());
        await foreach (var page in new LogReader(api).NewestAsync(MostRecentEvents, cancellationToken))
        {
            cursor = page.Cursor;
            events.AddRange(page.Events);
        }
        return new(cursor, [.. Enumerable.Reverse(events).Take(MostRecentEvents)]);
    }

    private static async Task<StateAt<ImmutableArray<ProgressPoint>>> ProgressAsync(HubApi api, CancellationToken cancellationToken)
    {
        var (cursor, points) = (default(StreamCursor), new List<ProgressPoint>());
        await foreach (var page in new LogReader(api).NewestAsync(MostProgressEvents, cancellationToken))
        {
            cursor = page.Cursor;
            points.AddRange(page.Events.Select(ProgressCurve.PointOf).OfType<ProgressPoint>());
        }
        return new(cursor, ProgressCurve.Of(points));
    }

    private static QueryDefinition<StateAt<T>> OfLog<T>(QueryKey key, QueryFunction<StateAt<T>> fetch) =>
        Followed(key, fetch, static at => at.Cursor) with { StructuralSharing = false, GcTime = TimeSpan.FromMinutes(1) };
}
