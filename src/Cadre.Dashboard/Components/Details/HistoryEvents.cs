using System.Collections.Immutable;
using Cadre.Client;
using Cadre.Live;

namespace Cadre.Dashboard.Components.Details;

/// <summary>The newest events that a filter means: a page of the log, and what came since. For one component.</summary>
internal sealed class HistoryEvents(EventFilter filter)
{
    /// <summary>So many stay on a page that is open for long.</summary>
    public const int Most = 1_000;

    private ImmutableArray<RecordedFact> _newcomers = [];

    /// <summary>Newest first.</summary>
    public ImmutableArray<RecordedFact> Shown { get; private set; } = [];

    /// <summary>Of the newest events those that are meant; the same array as before if there are no others.</summary>
    public ImmutableArray<RecordedFact> Matching(StateAt<ImmutableArray<RecordedFact>> recent)
    {
        ImmutableArray<RecordedFact> matching = [.. recent.State.Where(filter.Matches)];
        if (!matching.Select(fact => fact.Cursor).SequenceEqual(_newcomers.Select(fact => fact.Cursor))) _newcomers = matching;
        return _newcomers;
    }

    /// <summary>Adds what is known now to what was known before: the newest events are few, and forgotten soon.</summary>
    public void Merge(ImmutableArray<RecordedFact> newest, ImmutableArray<RecordedFact> page)
    {
        var all = Enumerable.Concat(newest, page).ToList();
        if (all.Count == 0) return;
        // A log that was begun anew has another past.
        var epoch = all[0].Cursor.Epoch;
        Shown = [.. all.Concat(Shown).Where(fact => fact.Cursor.Epoch == epoch).DistinctBy(fact => fact.Cursor.Sequence).OrderByDescending(fact => fact.Cursor.Sequence).Take(Most)];
    }

    /// <summary>Where older events begin: behind the last one shown, or where the page of the log ended.</summary>
    public StreamCursor? Older(StreamCursor? next) => Shown.Length == Most ? Shown[^1].Cursor : next;
}
