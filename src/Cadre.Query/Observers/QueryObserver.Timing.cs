namespace Cadre.Query;

/// <content>When an observer's data turns stale, and when it polls.</content>
public partial class QueryObserver<TData, TSelected>
{
    /// <summary>At least one: a timer that is due again at once would never let go of the lock.</summary>
    private long IntervalMilliseconds => Math.Max(1, (long)_interval.TotalMilliseconds);

    private bool IsArmed => _staleTimer is { IsArmed: true } || _intervalTimer is { IsArmed: true };

    private void ArmTimers_NeedsLock()
    {
        ArmStale_NeedsLock();
        ArmInterval_NeedsLock(IntervalOf(_options, _query));
    }

    private void ArmStale_NeedsLock()
    {
        var staleTime = StaleTimeOf(_options, _query);
        if (_client.IsServer || _options.StaleTime is null || _result.IsStale || staleTime.IsInfinite || staleTime.IsStatic)
        {
            if (_staleTimer is { } armed) Timers.Disarm_NeedsLock(armed);
            return;
        }
        // One millisecond late, because a timer may be early by less than one.
        _client.Timers.Arm_NeedsLock(_staleTimer ??= new StaleTimer(this), Math.Max(0, StaleInBy(staleTime)) + 1);
    }

    private long StaleInBy(StaleTime staleTime) => _result.DataUpdatedMs + staleTime.Milliseconds - _client.Timers.Now;

    private void ArmInterval_NeedsLock(TimeSpan interval)
    {
        _interval = interval;
        if (_client.IsServer || interval <= TimeSpan.Zero || !IsEnabled(_options, _query))
        {
            if (_intervalTimer is { } armed) Timers.Disarm_NeedsLock(armed);
            return;
        }
        _client.Timers.Arm_NeedsLock(_intervalTimer ??= new IntervalTimer(this), IntervalMilliseconds);
    }

    private static TimeSpan IntervalOf(QueryDefinition<TData> options, CachedQuery query) => options.RefetchInterval?.For(query) ?? TimeSpan.Zero;

    private sealed class StaleTimer(QueryObserver<TData, TSelected> observer) : Timed
    {
        internal override void OnDue_NeedsLock()
        {
            if (observer._result.IsStale) return;
            observer.Update_NeedsLock();
            // Staleness goes by the wall clock, which may have fallen behind the clock of the timers.
            if (!observer._result.IsStale && observer.StaleInBy(StaleTimeOf(observer._options, observer._query)) > 0) observer.ArmStale_NeedsLock();
        }
    }

    private sealed class IntervalTimer(QueryObserver<TData, TSelected> observer) : Timed
    {
        internal override void OnDue_NeedsLock()
        {
            // Armed again first: a fetch that starts re-arms it, one that is joined does not.
            observer._client.Timers.Arm_NeedsLock(this, observer.IntervalMilliseconds);
            if (observer._options.RefetchIntervalInBackground == true || observer._client.Options.Focus.IsFocused) _ = observer.Fetch_NeedsLock();
        }
    }
}
