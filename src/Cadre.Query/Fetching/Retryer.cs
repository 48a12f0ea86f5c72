namespace Cadre.Query;

/// <summary>One piece of work, attempted until it succeeds, fails for good or is cancelled. Serves queries and mutations.</summary>
internal abstract class Retryer<TData>(QueryClient client, Retry retry, RetryDelay delay, NetworkMode networkMode) : Timed, IDelivery
{
    private const string OutsideOfTheContext =
        "This client goes on in the synchronisation context of whoever starts something (ContinueOnCapturedContext), and here is none: " +
        "in a test, do whatever makes it act inside TestScheduler.Run, setting focus and network too.";

    private readonly Promise<TData> _promise = new(client);
    private Phase _phase;
    private bool _retryCancelled;
    private int _failures;
    private Exception? _lastError;

    private enum Phase
    {
        New,
        WaitingToStart,
        Attempting,
        Delaying,
        WaitingToRetry,
        GoingOn,
        Settled,
    }

    protected QueryClient Client { get; } = client;

    /// <summary>Ends when the work is settled, after everybody was told of the state.</summary>
    public Task<TData> Completion => _promise.Completion;

    public bool IsSettled => _phase == Phase.Settled;

    /// <summary>Whether an attempt is under way.</summary>
    public bool IsAttempting => _phase == Phase.Attempting;

    public bool CanStart_NeedsLock => (networkMode != NetworkMode.Online || Client.Options.Online.IsOnline) && CanRun_NeedsLock;

    protected virtual bool CanRun_NeedsLock => true;

    private bool CanContinue_NeedsLock =>
        Client.Options.Focus.IsFocused && (networkMode == NetworkMode.Always || Client.Options.Online.IsOnline) && CanRun_NeedsLock;

    public void Start_NeedsLock()
    {
        if (CanStart_NeedsLock) Attempt_NeedsLock();
        else Wait_NeedsLock(Phase.WaitingToStart);
    }

    /// <summary>Goes on if it waited for something that is there now.</summary>
    public void Continue_NeedsLock()
    {
        if (_phase == Phase.WaitingToStart && CanStart_NeedsLock) Later_NeedsLock(() => GoOn_NeedsLock(Phase.WaitingToStart));
        else if (_phase == Phase.WaitingToRetry && CanContinue_NeedsLock) Later_NeedsLock(() => GoOn_NeedsLock(Phase.WaitingToRetry));
    }

    public void Cancel_NeedsLock(CancelOptions options)
    {
        if (IsSettled) return;
        var error = new QueryCancelledException(options.Revert, options.Silent);
        _phase = Phase.Settled;
        Timers.Disarm_NeedsLock(this);
        OnCancelled_NeedsLock(error);
        Client.Turns.Start_NeedsLock(new Aftermath(this, () => OnCancellationSettled_NeedsLock(error)), null);
    }

    /// <summary>Lets the attempt that is under way be the last.</summary>
    public void CancelRetry_NeedsLock() => _retryCancelled = true;

    /// <summary>Takes <see cref="CancelRetry_NeedsLock"/> back.</summary>
    public void ContinueRetry_NeedsLock() => _retryCancelled = false;

    /// <summary>Makes one attempt. Called outside the lock.</summary>
    protected abstract Task<TData> Attempt();

    protected abstract void OnFailed_NeedsLock(int failures, Exception error);

    protected abstract void OnPaused_NeedsLock();

    protected abstract void OnContinued_NeedsLock();

    protected virtual void OnSucceeded_NeedsLock(TData data) => Complete_NeedsLock(data);

    protected virtual void OnFailedForGood_NeedsLock(Exception error) => Fail_NeedsLock(error);

    /// <summary>In the turn of the cancellation.</summary>
    protected virtual void OnCancelled_NeedsLock(QueryCancelledException error)
    {
    }

    /// <summary>In a turn of its own right after that one; another fetch may have begun in between.</summary>
    protected virtual void OnCancellationSettled_NeedsLock(QueryCancelledException error) => Fail_NeedsLock(error);

    protected void Complete_NeedsLock(TData data) => _promise.Succeed_NeedsLock(data);

    protected void Fail_NeedsLock(Exception error) => _promise.Fail_NeedsLock(error);

    internal override void OnDue_NeedsLock()
    {
        if (IsSettled) return;
        if (CanContinue_NeedsLock) AttemptAgain_NeedsLock();
        else Wait_NeedsLock(Phase.WaitingToRetry);
    }

    void IDelivery.Deliver(object? what)
    {
        // Somebody may have cancelled between the turn that started it and this.
        if (IsSettled) return;
        var capture = Client.Options.ContinueOnCapturedContext;
        Task<TData> attempt;
        try
        {
            if (capture && SynchronizationContext.Current is null) throw new InvalidOperationException(OutsideOfTheContext);
            attempt = Attempt() ?? throw new InvalidOperationException("The function answered null instead of a task.");
        }
        catch (Exception error)
        {
            attempt = Task.FromException<TData>(error);
        }
        _ = FinishAsync(attempt, capture);
    }

    private async Task FinishAsync(Task<TData> attempt, bool capture)
    {
        // In the one context of a deterministic test what is complete goes on later as well.
        if (capture && attempt.IsCompleted) await Task.Yield();
        var data = default(TData)!;
        Exception? error = null;
        try
        {
            data = await attempt.ConfigureAwait(capture);
        }
        catch (Exception)
        {
            error = ErrorOf(attempt);
        }
        // Not in the catch: trimmed programs lost the end of a turn that began there.
        using var turn = Client.Turns.Begin();
        if (IsSettled) return;
        if (error is not null)
        {
            OnAttemptFailed_NeedsLock(error);
            return;
        }
        _phase = Phase.Settled;
        OnSucceeded_NeedsLock(data);
    }

    private void OnAttemptFailed_NeedsLock(Exception error)
    {
        TimeSpan wait = default;
        var again = false;
        try
        {
            again = !_retryCancelled && error is not NoDataException && retry.Allows(_failures, error);
            if (again) wait = delay.After(_failures, error);
        }
        catch (Exception thrown)
        {
            error = thrown;
            again = false;
        }
        if (!again)
        {
            _phase = Phase.Settled;
            OnFailedForGood_NeedsLock(error);
            return;
        }
        _failures++;
        _lastError = error;
        _phase = Phase.Delaying;
        OnFailed_NeedsLock(_failures, error);
        Client.Timers.Arm_NeedsLock(this, (long)wait.TotalMilliseconds);
    }

    private void Wait_NeedsLock(Phase phase)
    {
        _phase = phase;
        OnPaused_NeedsLock();
    }

    private void GoOn_NeedsLock(Phase from)
    {
        if (_phase != from) return;
        OnContinued_NeedsLock();
        _phase = Phase.GoingOn;
        if (from == Phase.WaitingToStart) Later_NeedsLock(Attempt_NeedsLock);
        else Later_NeedsLock(() => Later_NeedsLock(() => Later_NeedsLock(AttemptAgain_NeedsLock)));
    }

    private void AttemptAgain_NeedsLock()
    {
        if (IsSettled) return;
        if (!_retryCancelled)
        {
            Attempt_NeedsLock();
            return;
        }
        _phase = Phase.Settled;
        OnFailedForGood_NeedsLock(_lastError!);
    }

    private void Attempt_NeedsLock()
    {
        if (IsSettled) return;
        _phase = Phase.Attempting;
        Client.Turns.Start_NeedsLock(this, null);
    }

    private static Exception ErrorOf(Task attempt) =>
        attempt.Exception is { } all ? all.InnerExceptions.Count == 1 ? all.InnerExceptions[0] : all : new TaskCanceledException(attempt);

    /// <summary>Now; in the one context of a deterministic test one place further back, so that a retry comes after a start, as recorded.</summary>
    private void Later_NeedsLock(Action step)
    {
        if (Client.Options.ContinueOnCapturedContext && SynchronizationContext.Current is not null)
            Client.Turns.Start_NeedsLock(new Aftermath(this, step), null);
        else step();
    }

    /// <summary>A step in a turn of its own, after the turn that it follows from.</summary>
    private sealed class Aftermath(Retryer<TData> retryer, Action step) : IDelivery
    {
        public void Deliver(object? what)
        {
            if (retryer.Client.Options.ContinueOnCapturedContext && SynchronizationContext.Current is { } context)
                context.Post(static state => ((Aftermath)state!).Take(), this);
            else Take();
        }

        private void Take()
        {
            using var turn = retryer.Client.Turns.Begin();
            step();
        }
    }
}
