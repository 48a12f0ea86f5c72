namespace Cadre.Live;

/// <summary>What a stream has gone through since it was made.</summary>
/// <param name="Events">Events applied.</param>
/// <param name="Duplicates">Events that had been applied before and were dropped.</param>
/// <param name="Malformed">Messages that could not be read and were dropped.</param>
/// <param name="Gaps">How often events were missing and were asked for again.</param>
/// <param name="Connections">Connections that became live.</param>
/// <param name="Attempts">Attempts to connect.</param>
/// <param name="Polls">Pages read while there was no connection.</param>
/// <param name="Resyncs">How often it started over from a snapshot.</param>
/// <param name="Batches">In how many goes the events were applied.</param>
public sealed record LiveCounts(
    long Events, long Duplicates, long Malformed, long Gaps, long Connections, long Attempts, long Polls, long Resyncs, long Batches);

/// <summary>Counts. One thread writes, any may read.</summary>
internal sealed class Tally
{
    private readonly long[] _counts = new long[9];

    public void Count(Counted what, long times = 1) => Interlocked.Add(ref _counts[(int)what], times);

    public LiveCounts Read() => new(
        Of(Counted.Event), Of(Counted.Duplicate), Of(Counted.Malformed), Of(Counted.Gap), Of(Counted.Connection), Of(Counted.Attempt),
        Of(Counted.Poll), Of(Counted.Resync), Of(Counted.Batch));

    private long Of(Counted what) => Interlocked.Read(ref _counts[(int)what]);
}

internal enum Counted
{
    Event,
    Duplicate,
    Malformed,
    Gap,
    Connection,
    Attempt,
    Poll,
    Resync,
    Batch,
}
