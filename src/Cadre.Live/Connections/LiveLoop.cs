namespace Cadre.Live;

/// <summary>Connects, waits and polls, over and over. One thread at a time.</summary>
internal sealed class LiveLoop(LiveStreamOptions options, LiveStates states, StreamProgress progress, Tally tally, Intake intake)
{
    /// <summary>Whatever a server asks for: it may be wrong.</summary>
    private static readonly TimeSpan LongestRetryAfter = TimeSpan.FromHours(1);

    private readonly TimeProvider _time = options.TimeProvider;
    private readonly TransportChoice _choice = new(options.Transports, options.KeepFallback, options.TimeProvider);
    private readonly WakeUp _wake = new();
    private string? _token;
    private string? _refusedToken;
    private int _failures;

    public void RetryNow() => _wake.Call();

    public async Task RunAsync(CancellationToken stop)
    {
        Show(LiveStatus.Connecting, null);
        try
        {
            while (true)
            {
                var ending = await AttemptAsync(stop);
                if (MayGoOnAtOnce(ending))
                {
                    if (states.Current.IsLive) Show(LiveStatus.Reconnecting, ending.Problem);
                    continue;
                }
                await WaitAsync(ending, stop);
                _choice.Reconsider();
            }
        }
        catch (Exception) when (stop.IsCancellationRequested)
        {
            // Disposed. What a connection says when it is cut off does not matter.
        }
    }

    private async Task<Ending> AttemptAsync(CancellationToken stop)
    {
        tally.Count(Counted.Attempt);
        try
        {
            _token = options.Tokens is { } tokens ? await tokens(_refusedToken, stop) : null;
        }
        catch (Exception error) when (!stop.IsCancellationRequested)
        {
            return new Ending(EndingKind.Lost, new StreamProblem($"There is no token: {error.Message}"), false, false);
        }
        return await new Connection(intake, options, OnCurrent).RunAsync(_choice.Current, new StreamRequest(progress.Position, _token), stop);
    }

    private void OnCurrent(bool current)
    {
        if (!current)
        {
            Show(LiveStatus.Reconnecting, new StreamProblem("The server cannot resume: starting over from a snapshot."));
            return;
        }
        (_failures, _refusedToken) = (0, null);
        _choice.Worked();
        tally.Count(Counted.Connection);
        Show(LiveStatus.Live, null);
    }

    /// <summary>What a wait would not make better.</summary>
    private bool MayGoOnAtOnce(Ending ending)
    {
        if (ending.IsUnauthorized)
        {
            // A new token is asked for once; if that one is refused as well, somebody has to look at it.
            var isNew = options.Tokens is not null && _refusedToken is null;
            _refusedToken = _token ?? "";
            return isNew;
        }
        if (ending.Problem.Code == LiveResetReasons.BadCursor && progress.Position is not null)
        {
            intake.Forget();
            return true;
        }
        if (ending.Kind == EndingKind.Gap) return true;
        return ending.BlamesTransport && _choice.TryNext();
    }

    private async Task WaitAsync(Ending ending, CancellationToken stop)
    {
        var refused = ending.Kind == EndingKind.Refused && !ending.IsPassing;
        var wait = (refused ? options.RefusedBackoff : options.Backoff).Before(_failures++, options.Chance());
        if (ending.Problem.RetryAfter is { } asked && asked > wait) wait = asked < LongestRetryAfter ? asked : LongestRetryAfter;
        var next = _time.GetUtcNow() + wait;
        using var waiting = CancellationTokenSource.CreateLinkedTokenSource(stop);
        // Armed before anybody can see that there is something to wait for.
        var over = Task.WhenAny(Task.Delay(wait, _time, waiting.Token), _wake.Called());
        try
        {
            Show(refused ? LiveStatus.Refused : LiveStatus.Reconnecting, ending.Problem, next);
            if (!refused && options.Pages is { } pages && _failures > options.PollAfterFailures) await PollAsync(pages, over, next, ending.Problem, stop);
            await over;
            stop.ThrowIfCancellationRequested();
        }
        finally
        {
            await waiting.CancelAsync();
        }
        Show(refused ? LiveStatus.Refused : LiveStatus.Reconnecting, ending.Problem);
    }

    private async Task PollAsync(IEventPages pages, Task over, DateTimeOffset next, StreamProblem problem, CancellationToken stop)
    {
        using var polling = CancellationTokenSource.CreateLinkedTokenSource(stop);
        while (true)
        {
            var pause = Task.Delay(options.PollInterval, _time, polling.Token);
            var poll = new Polling(intake, progress, tally, options).CatchUpAsync(pages, _token, polling.Token);
            await Task.WhenAny(over, poll);
            if (over.IsCompleted)
            {
                // A server that is slow to answer must not hold up the next attempt.
                await polling.CancelAsync();
                await ((Task)poll).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                return;
            }
            Show(await poll ? LiveStatus.Polling : LiveStatus.Reconnecting, problem, next);
            await Task.WhenAny(over, pause);
            if (!over.IsCompleted) continue;
            await polling.CancelAsync();
            return;
        }
    }

    private void Show(LiveStatus status, StreamProblem? problem, DateTimeOffset? next = null)
    {
        var (now, before) = (_time.GetUtcNow(), states.Current);
        states.MoveTo(new LiveState(
            status,
            before.Status == status ? before.Since : now,
            _choice.Current.Name,
            _failures,
            next,
            problem,
            status == LiveStatus.Live || before.Status == LiveStatus.Live ? now : before.LastLiveAt));
    }
}
