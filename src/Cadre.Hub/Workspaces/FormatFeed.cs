using System.Runtime.CompilerServices;
using Cadre.Fleet;
using Cadre.Streams;

namespace Cadre.Hub.Workspaces;

/// <summary>The live feed of a workspace in one format, and its past in the same format.</summary>
internal sealed class FormatFeed : IFeedHistory, IAsyncDisposable
{
    private readonly Workspace _workspace;
    private readonly IFeedFormat _format;
    private readonly WorkspaceServices _services;
    private readonly string _epoch;

    public FormatFeed(Workspace workspace, IFeedFormat format, Cursor start, WorkspaceServices services)
    {
        (_workspace, _format, _services, _epoch) = (workspace, format, services, start.Epoch);
        Feed = new Feed(start.Epoch, start.Sequence, this, services.Feeds, services.Time);
    }

    public Feed Feed { get; }

    public long Oldest => _workspace.Oldest;

    /// <summary>Shows a commit to the watchers; called by the writer alone.</summary>
    public void Publish(List<AppliedEvent> events)
    {
        if (events.Count == 0)
            return;

        if (Feed.Watchers == 0)
            Feed.Advance(events[^1].Sequence);
        else
            foreach (var e in events)
                Publish(e);
        Feed.Flush();
    }

    public async IAsyncEnumerable<Frame> ReadAsync(long after, long upTo, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if (_format.NeedsStates)
        {
            var start = await _workspace.History.AtAsync(after, cancellationToken).ConfigureAwait(false);
            await foreach (var e in _workspace.History.ReplayAsync(start, upTo, cancellationToken).ConfigureAwait(false))
                yield return _format.Encode(e, new Cursor(_epoch, e.Sequence));
        }
        else
        {
            await foreach (var record in _workspace.History.ReadAsync(after, upTo, cancellationToken).ConfigureAwait(false))
                yield return _format.Encode(Unapplied(record), new Cursor(_epoch, record.Sequence));
        }
    }

    public ValueTask<Frame> ResetAsync(ResetReason reason, CancellationToken cancellationToken) =>
        ValueTask.FromResult(_format.Reset(reason, _workspace.Current));

    public ValueTask DisposeAsync() => Feed.DisposeAsync();

    private void Publish(in AppliedEvent e)
    {
        try
        {
            Feed.Publish(_format.Encode(e, new Cursor(_epoch, e.Sequence)));
        }
        catch (Exception exception)
        {
            // The event is durable and its caller waits: a frame that cannot be made must not undo either.
            Log.FrameFailed(_services.Logger, _workspace.Id, e.Sequence, _format.Name, exception);
            Feed.Advance(e.Sequence);
        }
    }

    private static AppliedEvent Unapplied(LogEvent record) =>
        new(record.Sequence, record.Time, null!, record.Data, FleetState.Empty, FleetState.Empty);
}
