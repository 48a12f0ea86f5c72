using System.Threading.Channels;
using Cadre.Hub.Telemetry;
using Cadre.Streams;
using Microsoft.Extensions.Logging;

namespace Cadre.Hub.Workspaces;

/// <summary>
/// The single writer of a workspace: takes what waits in the queue, decides it as one batch, commits it durably, then publishes and
/// answers. Callers may be any threads.
/// </summary>
internal sealed class WorkspaceWriter : IAsyncDisposable
{
    private const int QueueLength = 16_384;
    private const int MostCommandsPerCommit = 512;
    private const int MostUnitsPerCommit = 20_000;

    private readonly Channel<PendingCommand> _queue = Channel.CreateBounded<PendingCommand>(
        new BoundedChannelOptions(QueueLength) { SingleReader = true, AllowSynchronousContinuations = false });
    private readonly IEventLog _log;
    private readonly string _stream;
    private readonly WorkspaceOptions _options;
    private readonly TimeProvider _time;
    private readonly Action<CommitPlan> _publish;
    private readonly HubMetrics _metrics;
    private readonly ILogger _logger;
    private readonly RecordEncoder _encoder = new();
    private readonly Task _loop;
    private volatile FleetPoint _current;
    private volatile bool _stopping;

    public WorkspaceWriter(
        IEventLog log, string stream, FleetPoint start, WorkspaceServices services, Action<CommitPlan> publish)
    {
        (_log, _stream, _current) = (log, stream, start);
        (_options, _time, _metrics, _logger, _publish) = (services.Options, services.Time, services.Metrics, services.Logger, publish);
        _loop = Task.Run(RunAsync);
    }

    public FleetPoint Current => _current;

    public async ValueTask<Reply> ExecuteAsync(FleetCommand command, CancellationToken cancellation)
    {
        var pending = new PendingCommand(command, cancellation);
        if (!_queue.Writer.TryWrite(pending))
        {
            throw _queue.Reader.Completion.IsCompleted || _stopping
                ? new WorkspaceUnavailableException("shutting-down", "The hub is shutting down; nothing was written. Send the request again once it is back.")
                : new WorkspaceUnavailableException("overloaded", $"{QueueLength} commands wait already; nothing was written. Send the request again in a moment.");
        }

        _metrics.Queued(1);

        // A caller that gives up is let go when its turn comes, not before: the writer may be making the answer from its request.
        return await pending.Reply.ConfigureAwait(false);
    }

    /// <summary>Finishes what is queued and takes nothing more.</summary>
    public async ValueTask DisposeAsync()
    {
        _stopping = true;
        _queue.Writer.TryComplete();
        await _loop.ConfigureAwait(false);
    }

    private async Task RunAsync()
    {
        var batch = new List<PendingCommand>();
        while (await _queue.Reader.WaitToReadAsync().ConfigureAwait(false))
        {
            TakeBatch(batch);
            _metrics.Dequeued(batch.Count);
            await CommitAsync(batch).ConfigureAwait(false);
        }
    }

    private void TakeBatch(List<PendingCommand> batch)
    {
        var units = 0;
        batch.Clear();
        while (batch.Count < MostCommandsPerCommit && units < MostUnitsPerCommit && _queue.Reader.TryRead(out var pending))
        {
            batch.Add(pending);
            units += pending.Command.Units.Length;
        }
    }

    private async ValueTask CommitAsync(List<PendingCommand> batch)
    {
        using var activity = HubTracing.StartCommit(_stream, batch.Count);
        var started = _time.GetTimestamp();
        CommitPlan? plan = null;
        try
        {
            await _log.TransactAsync(_stream, _current.Sequence, KeysOf(batch), Decide, CancellationToken.None).ConfigureAwait(false);
            _current = plan!.After;
            _publish(plan);
            foreach (var pending in batch)
                pending.Complete();
            Count(batch, plan, _time.GetElapsedTime(started));
        }
        catch (Exception exception)
        {
            _metrics.CommandsDecided(CommandResultKind.Failed, batch.Count);
            Log.CommitFailed(_logger, _stream, batch.Count, exception);
            foreach (var pending in batch)
                pending.Fail(exception);
        }

        LogAppend Decide(LogTransaction transaction)
        {
            foreach (var pending in batch)
                pending.Undecide();
            plan = new CommitPlan(_current, _options.Limits, _time.GetUtcNow().ToUnixTimeMilliseconds(), _options.Retention.Answers, _encoder);
            return plan.Decide(transaction, batch);
        }
    }

    private void Count(List<PendingCommand> batch, CommitPlan plan, TimeSpan elapsed)
    {
        _metrics.Committed(plan.Events.Count, elapsed);
        foreach (var pending in batch)
            if (pending.Result is { } result)
                _metrics.CommandsDecided(result);
        foreach (var applied in plan.Events)
            _metrics.EventAppended(applied.Event.Type);
    }

    private static List<string> KeysOf(List<PendingCommand> batch)
    {
        List<string> keys = [];
        foreach (var pending in batch)
            if (pending.Command.Key is { } key)
                keys.Add(key.Key);
        return keys;
    }
}
