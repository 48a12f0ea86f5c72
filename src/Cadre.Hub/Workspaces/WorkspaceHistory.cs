using System.Runtime.CompilerServices;
using Cadre.Fleet;
using Cadre.Streams;

namespace Cadre.Hub.Workspaces;

/// <summary>Reads a workspace's past from the log: any point of it, and the events from one point to another.</summary>
internal sealed class WorkspaceHistory(IEventLog log, string stream, string epoch)
{
    private const int PageSize = 1_000;

    /// <summary>The state right after the event at <paramref name="sequence"/>: newest snapshot up to there, plus the tail.</summary>
    /// <exception cref="CursorCompactedException">Retention has removed what is needed.</exception>
    public async ValueTask<FleetPoint> AtAsync(long sequence, CancellationToken cancellation)
    {
        var point = await SnapshotAsync(sequence, cancellation).ConfigureAwait(false);
        await foreach (var applied in ReplayAsync(point, sequence, cancellation).ConfigureAwait(false))
            point = new FleetPoint(applied.After, new Cursor(epoch, applied.Sequence), applied.Time);
        return point;
    }

    /// <summary>The events after <paramref name="after"/> up to <paramref name="upTo"/>, with the states around each.</summary>
    public async IAsyncEnumerable<AppliedEvent> ReplayAsync(
        FleetPoint after, long upTo, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var state = after.State;
        await foreach (var record in ReadAsync(after.Sequence, upTo, cancellation).ConfigureAwait(false))
        {
            var e = RecordedEvent.Decode(record);
            var before = state;
            state = FleetReducer.Apply(before, e);
            yield return new AppliedEvent(record.Sequence, record.Time, e, record.Data, before, state);
        }
    }

    /// <summary>The records after <paramref name="after"/> up to <paramref name="upTo"/>.</summary>
    public async IAsyncEnumerable<LogEvent> ReadAsync(long after, long upTo, [EnumeratorCancellation] CancellationToken cancellation)
    {
        while (after < upTo)
        {
            var page = (int)Math.Min(PageSize, upTo - after);
            var before = after;
            await foreach (var record in log.ReadAsync(stream, after, page, cancellation).ConfigureAwait(false))
            {
                yield return record;
                after = record.Sequence;
            }

            if (after == before)
                yield break;
        }
    }

    private async ValueTask<FleetPoint> SnapshotAsync(long atOrBefore, CancellationToken cancellation)
    {
        var snapshot = await log.ReadSnapshotAsync(stream, atOrBefore, cancellation).ConfigureAwait(false);
        return snapshot is null
            ? new FleetPoint(FleetState.Empty, new Cursor(epoch, 0), 0)
            : new FleetPoint(FleetJson.DeserializeState(snapshot.Data.Span), new Cursor(epoch, snapshot.Sequence), snapshot.Time);
    }
}
