using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Cadre.Live;

namespace Cadre.Client;

/// <summary>Reads the log from its end. The hub reads forwards only; but sequences have no holes, so that a place from the end is known.</summary>
internal sealed class LogReader(HubApi api)
{
    private const int LargestPage = 2_000;
    private const int MostMatches = 100;
    private const int MostScanned = 5_000;
    private const int ChunkOfSome = 500;

    /// <summary>The ends of the log.</summary>
    public async Task<StateAt<LogRange>> RangeAsync(CancellationToken cancellationToken)
    {
        var (oldest, _, head) = await EndsAsync(cancellationToken);
        if (oldest is null) return new(head, new LogRange(null, null));
        var newest = oldest;
        if (oldest.Cursor != head)
            await foreach (var page in PagesAsync(head with { Sequence = head.Sequence - 1 }, head.Sequence, cancellationToken)) newest = page.Events.LastOrDefault() ?? newest;
        return new(newest.Cursor, new LogRange(PointOf(oldest), PointOf(newest)));
    }

    /// <summary>Pages of the newest events, in order.</summary>
    public async IAsyncEnumerable<HubEvents> NewestAsync(int count, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var (_, first, head) = await EndsAsync(cancellationToken);
        await foreach (var page in PagesAsync(head with { Sequence = Math.Max(first - 1, head.Sequence - count) }, head.Sequence, cancellationToken)) yield return page;
    }

    /// <summary>One page backwards.</summary>
    public async Task<EventPage> BeforeAsync(StreamCursor? before, EventFilter filter, CancellationToken cancellationToken)
    {
        var (_, first, head) = await EndsAsync(cancellationToken);
        if (before is { } given && given.Epoch != head.Epoch) throw Unknown(given, head);
        var at = Math.Min(before?.Sequence ?? long.MaxValue, head.Sequence + 1);
        var (matches, scanned, reached) = (ImmutableArray.CreateBuilder<RecordedFact>(), 0, default(RecordedFact));
        while (at > first && scanned < MostScanned && matches.Count < MostMatches)
        {
            var from = Math.Max(first, at - Math.Min(MostScanned - scanned, filter.MeansAll ? MostMatches : ChunkOfSome));
            foreach (var fact in await BetweenAsync(head with { Sequence = from - 1 }, at, cancellationToken))
            {
                (reached, scanned) = (fact, scanned + 1);
                if (filter.Matches(fact)) matches.Add(fact);
                if (matches.Count == MostMatches) break;
            }
            at = matches.Count == MostMatches ? reached!.Cursor.Sequence : from;
        }
        return new EventPage(matches.ToImmutable(), at > first ? head with { Sequence = at } : null, scanned, reached is null ? null : PointOf(reached));
    }

    private static LogPoint PointOf(RecordedFact fact) => new(fact.Cursor.Sequence, fact.Time);

    /// <summary>Newest first.</summary>
    private async Task<IEnumerable<RecordedFact>> BetweenAsync(StreamCursor after, long before, CancellationToken cancellationToken)
    {
        List<RecordedFact> facts = [];
        await foreach (var page in PagesAsync(after, before - 1, cancellationToken)) facts.AddRange(page.Events);
        return Enumerable.Reverse(facts).Where(fact => fact.Cursor.Sequence < before);
    }

    private async IAsyncEnumerable<HubEvents> PagesAsync(StreamCursor after, long through, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        while (true)
        {
            var page = await api.GetEventsAsync(after, (int)Math.Clamp(through - after.Sequence, 1, LargestPage), cancellationToken);
            if (page.Reset is { } reason) throw Moved(after, reason);
            yield return page;
            if (page.Cursor.Sequence >= through || page.Events.IsEmpty) yield break;
            after = page.Cursor;
        }
    }

    /// <summary>The oldest event that is kept, its sequence (or that of the next one, if none is kept), and where the log stands.</summary>
    private async Task<(RecordedFact? Oldest, long First, StreamCursor Head)> EndsAsync(CancellationToken cancellationToken)
    {
        var beginning = await api.GetEventsAsync(limit: 1, cancellationToken: cancellationToken);
        var head = beginning.More ? await api.GetHeadAsync(cancellationToken) : beginning.Cursor;
        var oldest = beginning.Events.FirstOrDefault();
        if (head.Epoch != beginning.Cursor.Epoch) throw Moved(beginning.Cursor, LiveResetReasons.UnknownEpoch);
        return (oldest, oldest?.Cursor.Sequence ?? head.Sequence + 1, head);
    }

    /// <summary>The log changed while it was read: another attempt can succeed.</summary>
    private HubUnavailableException Moved(StreamCursor after, string reason) =>
        new(new HubProblem(503, reason, $"The log of workspace '{api.Workspace}' cannot be read from {after} any more ({reason}); read it again.") { Value = after.ToString() });

    private HubNotFoundException Unknown(StreamCursor before, StreamCursor head) =>
        new(new HubProblem(404, "not-found", $"The log of workspace '{api.Workspace}' has no event {before}: it was begun anew and stands at {head}.") { Value = before.ToString() });
}
