using Cadre.Fleet;
using Cadre.Streams;
using Microsoft.Extensions.Logging;

namespace Cadre.Hub.Workspaces;

/// <summary>Writes snapshots beside the writer, one at a time: a snapshot only saves replay, so a missed one costs nothing but time.</summary>
internal sealed class SnapshotKeeper(IEventLog log, string stream, long lastSequence, long every, ILogger logger) : IAsyncDisposable
{
    private long _last = lastSequence;
    private Task _running = Task.CompletedTask;

    /// <summary>Called by the writer after each commit.</summary>
    public void Consider(FleetPoint point)
    {
        if (point.Sequence - _last < every || !_running.IsCompleted)
            return;

        _last = point.Sequence;
        _running = Task.Run(() => WriteAsync(point));
    }

    /// <summary>Writes a last snapshot, so that the next start replays nothing.</summary>
    public async ValueTask FinishAsync(FleetPoint point)
    {
        await _running.ConfigureAwait(false);
        if (point.Sequence > _last)
            await WriteAsync(point).ConfigureAwait(false);
    }

    public async ValueTask DisposeAsync() => await _running.ConfigureAwait(false);

    private async Task WriteAsync(FleetPoint point)
    {
        try
        {
            var snapshot = new LogSnapshot(point.Sequence, point.Time, FleetJson.SerializeState(point.State));
            await log.WriteSnapshotAsync(stream, snapshot, CancellationToken.None).ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            Log.SnapshotFailed(logger, stream, point.Sequence, exception);
        }
    }
}
