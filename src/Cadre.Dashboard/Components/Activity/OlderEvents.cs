using System.Collections.Immutable;
using Cadre.Client;
using Cadre.Live;

namespace Cadre.Dashboard.Components.Activity;

/// <summary>A piece of the past, newest first.</summary>
/// <param name="Facts">What matches.</param>
/// <param name="Next">Before which event to go on; null: this is the beginning of what is kept.</param>
/// <param name="Reached">The oldest event that was looked at; null if none was.</param>
public sealed record OlderChunk(ImmutableArray<RecordedFact> Facts, StreamCursor? Next, LogPoint? Reached);

/// <summary>Reads the past as far as a reader scrolls.</summary>
internal static class OlderEvents
{
    private const int Enough = 40;
    private const int MostPages = 20;
    private const int MostScanned = 20_000;

    public static async Task<OlderChunk> LoadAsync(HubApi api, ActivityFilter filter, StreamCursor? before, CancellationToken cancellationToken)
    {
        var facts = ImmutableArray.CreateBuilder<RecordedFact>();
        var (next, reached, scanned, pages) = (before, default(LogPoint), 0, 0);
        do
        {
            var page = await api.GetEventsBeforeAsync(next, filter.Events, cancellationToken);
            facts.AddRange(page.Events.Where(filter.Matches));
            (next, reached, scanned, pages) = (page.Next, page.Reached ?? reached, scanned + page.Scanned, pages + 1);
        }
        while (next is not null && facts.Count < Enough && pages < MostPages && scanned < MostScanned);
        return new OlderChunk(facts.ToImmutable(), next, reached);
    }
}
