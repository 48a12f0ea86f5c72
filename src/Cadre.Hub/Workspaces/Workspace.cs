using System.Collections.Immutable;
using Cadre.Fleet;
using Cadre.Hub.Executive;
using Cadre.Hub.Hosting;
using Cadre.Hub.Projects;
using Cadre.Streams;
using Microsoft.Extensions.Logging;

namespace Cadre.Hub.Workspaces;

/// <summary>One fleet with its own log, state and live feeds. Safe from any thread.</summary>
internal sealed class Workspace : IAsyncDisposable
{
    private readonly IEventLog _log;
    private readonly WorkspaceWriter _writer;
    private readonly WorkspaceHistory _history;
    private readonly SnapshotKeeper _snapshots;
    private readonly FormatFeed[] _feeds;
    private readonly TimeProvider _time;
    private readonly WorkspaceOptions _options;
    private long _oldest;

    private Workspace(
        WorkspaceInfo info, IEventLog log, LogHead head, FleetPoint start, WorkspaceHistory history, WorkspaceServices services)
    {
        (Info, _log, _history, _oldest) = (info, log, history, head.Oldest);
        (_time, _options) = (services.Time, services.Options);
        _snapshots = new SnapshotKeeper(log, info.Id, start.Sequence, _options.SnapshotEvery, services.Logger);
        _feeds =
        [
            NewFeed(new NativeFormat()),
            NewFeed(new ExecutiveFormat()),
            NewFeed(new ProjectFormat(info.ProjectId)),
        ];
        _writer = new WorkspaceWriter(log, info.Id, start, services, Publish);

        FormatFeed NewFeed(IFeedFormat format) => new(this, format, start.Cursor, services);
    }

    /// <summary>The workspace's name, project number and template.</summary>
    public WorkspaceInfo Info { get; }

    /// <summary>The workspace's name.</summary>
    public string Id => Info.Id;

    /// <summary>The state now, and where in the log it stands. Everything in it is durable.</summary>
    public FleetPoint Current => _writer.Current;

    /// <summary>The first sequence that retention has kept.</summary>
    public long Oldest => Volatile.Read(ref _oldest);

    /// <summary>Events as <c>{"cursor",…,"type","data"}</c>: the native contract.</summary>
    public Feed NativeFeed => _feeds[0].Feed;

    /// <summary>Whole agents as <c>agent:update</c>: the executive contract.</summary>
    public Feed ExecutiveFeed => _feeds[1].Feed;

    /// <summary>Flat messages: the fleet contract.</summary>
    public Feed ProjectFeed => _feeds[2].Feed;

    /// <summary>Decides a command and, if it is accepted, writes it durably. An answer means durable.</summary>
    /// <param name="command">What to write and how to answer.</param>
    /// <param name="cancellation">Withdraws the command while it waits for its turn; once the writer has taken it up it is finished and answered.</param>
    /// <exception cref="WorkspaceUnavailableException">The queue is full or the hub stops; nothing was written.</exception>
    /// <exception cref="LogUnavailableException">The store cannot be written; nothing was written.</exception>
    public ValueTask<Reply> ExecuteAsync(FleetCommand command, CancellationToken cancellation) => _writer.ExecuteAsync(command, cancellation);

    /// <summary>The state as it was right after the event at <paramref name="cursor"/>.</summary>
    /// <returns>Null when the cursor names another epoch, an event to come, or one that retention has removed.</returns>
    public async ValueTask<FleetPoint?> AtAsync(Cursor cursor, CancellationToken cancellation)
    {
        var now = Current;
        if (cursor.Epoch != now.Cursor.Epoch || cursor.Sequence > now.Sequence)
            return null;
        if (cursor.Sequence == now.Sequence)
            return now;

        try
        {
            return await _history.AtAsync(cursor.Sequence, cancellation).ConfigureAwait(false);
        }
        catch (CursorCompactedException)
        {
            return null;
        }
    }

    /// <summary>The state as it was at a moment: after the last event accepted at or before it.</summary>
    /// <returns>Null when retention has removed what is needed.</returns>
    public async ValueTask<FleetPoint?> AtAsync(DateTimeOffset moment, CancellationToken cancellation)
    {
        var sequence = await _log.FindSequenceAsync(Id, moment, cancellation).ConfigureAwait(false);
        return sequence is null ? null : await AtAsync(new Cursor(Current.Cursor.Epoch, sequence.Value), cancellation).ConfigureAwait(false);
    }

    /// <summary>Ends the live feeds with <paramref name="reason"/>, so that readers know to come back.</summary>
    public void EndFeeds(string reason)
    {
        foreach (var feed in _feeds)
            feed.Feed.End(reason);
    }

    /// <summary>Finishes what callers wait for, writes a last snapshot and ends the feeds.</summary>
    public async ValueTask DisposeAsync()
    {
        await _writer.DisposeAsync().ConfigureAwait(false);
        EndFeeds("shutdown");
        await _snapshots.FinishAsync(Current).ConfigureAwait(false);
        foreach (var feed in _feeds)
            await feed.DisposeAsync().ConfigureAwait(false);
    }

    internal WorkspaceHistory History => _history;

    internal static async ValueTask<Workspace> OpenAsync(
        WorkspaceInfo info, IEventLog log, WorkspaceServices services, CancellationToken cancellation)
    {
        var head = await log.OpenStreamAsync(info.Id, cancellation).ConfigureAwait(false);
        var history = new WorkspaceHistory(log, info.Id, head.Epoch);
        var start = await history.AtAsync(head.Sequence, cancellation).ConfigureAwait(false);
        var workspace = new Workspace(info, log, head, start, history, services);
        if (start.Sequence == 0)
            await workspace.ApplyTemplateAsync(cancellation).ConfigureAwait(false);
        Log.WorkspaceOpened(services.Logger, info.Id, workspace.Current.Sequence, workspace.Current.State.Agents.Count, workspace.Current.State.Tasks.Count);
        return workspace;
    }

    /// <summary>Frees what claims hold beyond their time and forgets what retention need not keep.</summary>
    internal async ValueTask MaintainAsync(CancellationToken cancellation)
    {
        await ExpireClaimsAsync(cancellation).ConfigureAwait(false);
        await TrimAsync(cancellation).ConfigureAwait(false);
    }

    private async ValueTask TrimAsync(CancellationToken cancellation)
    {
        var upTo = await RetainedAfterAsync(cancellation).ConfigureAwait(false);
        if (upTo < Oldest)
            return;

        var head = await _log.TrimAsync(Id, upTo, cancellation).ConfigureAwait(false);
        Volatile.Write(ref _oldest, head.Oldest);
    }

    private async ValueTask<long> RetainedAfterAsync(CancellationToken cancellation)
    {
        var (keep, age) = (_options.Retention.Events, _options.Retention.Age);
        var upTo = keep > 0 ? Current.Sequence - keep : 0;
        return age > TimeSpan.Zero && await _log.FindSequenceAsync(Id, _time.GetUtcNow() - age, cancellation).ConfigureAwait(false) is { } aged
            ? Math.Max(upTo, aged)
            : upTo;
    }

    private async ValueTask ExpireClaimsAsync(CancellationToken cancellation)
    {
        var now = _time.GetUtcNow().ToUnixTimeMilliseconds();
        var expired = ImmutableArray.CreateBuilder<CommandUnit>();
        foreach (var claim in Current.State.Claims)
            if (claim.ExpiresAt <= now)
                expired.Add(new CommandUnit([new ClaimReleased(claim.Id, ClaimReleaseReason.Expired, now)], Strict: false));
        if (expired.Count > 0)
            await ExecuteAsync(new FleetCommand { Units = expired.ToImmutable(), Respond = NoReply }, cancellation).ConfigureAwait(false);
    }

    private async ValueTask ApplyTemplateAsync(CancellationToken cancellation)
    {
        var proposals = TemplateEvents(_time.GetUtcNow().ToUnixTimeMilliseconds());
        if (!proposals.IsEmpty)
            await ExecuteAsync(new FleetCommand { Units = [new CommandUnit(proposals)], Respond = NoReply }, cancellation).ConfigureAwait(false);
    }

    private ImmutableArray<FleetEvent> TemplateEvents(long now) =>
        Info.Template == WorkspaceTemplates.Executive ? [.. ExecutiveContract.Template(now)] : [];

    private static Reply NoReply(CommandOutcome outcome) =>
        outcome.Refusal is { } problem
            ? throw new InvalidOperationException($"A command of the hub itself was refused: {problem.Detail}")
            : new Reply(204, default);

    private void Publish(CommitPlan plan)
    {
        foreach (var feed in _feeds)
            feed.Publish(plan.Events);
        _snapshots.Consider(plan.After);
    }
}
