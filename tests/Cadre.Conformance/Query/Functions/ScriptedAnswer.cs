namespace Cadre.Conformance.Query;

/// <summary>One answer of a scripted function, under way.</summary>
internal sealed class ScriptedAnswer
{
    private readonly TaskCompletionSource<object?> _source = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly ITimer? _timer;
    private IDisposable? _abortion;

    /// <param name="outcome">What the script says.</param>
    /// <param name="value">Computes the value when it is time.</param>
    /// <param name="time">The virtual time.</param>
    public ScriptedAnswer(Spec outcome, Func<object?> value, TimeProvider time)
    {
        if (outcome.Says("never")) return;
        if (outcome.Says("sync")) SettleNow(() => _source.TrySetResult(value()));
        else if (outcome.Number("after") is { } delay) _timer = time.CreateTimer(_ => Settle(outcome, value), null, TimeSpan.FromMilliseconds(delay), Timeout.InfiniteTimeSpan);
        else SettleSoon(outcome, value);
    }

    public Task<object?> Task => _source.Task;

    public bool IsSettled { get; private set; }

    public void Cancel(Exception error)
    {
        _timer?.Dispose();
        if (!IsSettled) SettleNow(() => _source.TrySetException(error));
    }

    /// <summary>Calls something at an abort that comes before the answer.</summary>
    public void OnAbort(Action aborted, CancellationToken cancellation)
    {
        if (IsSettled) return;
        _abortion = cancellation.Register(aborted);
        if (IsSettled) _abortion.Dispose();
    }

    private void Settle(Spec outcome, Func<object?> value)
    {
        if (IsSettled) return;
        SettleNow(() => Complete(outcome, value));
    }

    /// <summary>What needs no time still settles later: a promise never does so at once.</summary>
    private void SettleSoon(Spec outcome, Func<object?> value)
    {
        var computed = outcome.Text("error") is null ? value() : null;
        IsSettled = true;
        SynchronizationContext.Current!.Post(_ => Complete(outcome, () => computed), null);
    }

    private void SettleNow(Action complete)
    {
        IsSettled = true;
        _abortion?.Dispose();
        complete();
    }

    private void Complete(Spec outcome, Func<object?> value)
    {
        if (outcome.Text("error") is { } message) _source.TrySetException(new ScriptedException(message));
        else _source.TrySetResult(value());
    }
}
