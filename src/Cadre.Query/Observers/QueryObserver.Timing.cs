namespace Cadre.Query;

/// <content>When an observer's data turns stale, and when it polls.</content>
public partial class QueryObserver<TData, TSelected>
{
    private void ArmTimers_NeedsLock()
    {
        ArmStale_NeedsLock();
        ArmInterval_NeedsLock(IntervalOf(_options, _query));
    }

    private void ArmStale_NeedsLock()
    {
        var staleTime = StaleTimeOf(_options, _query);
        if (_client.IsServer || _result.IsStale || staleTime.IsInfinite || staleTime.IsStatic)
        {
            if (_staleTimer is { } armed) Timers.Disarm_NeedsLock(armed);
            return;
        }
        // One millisecond late, because a timer may be early by less than one.
        var left = Math.Max(0, _result.DataUpdatedAt + staleTime.Milliseconds - _client.Timers.Now) + 1;
        _client.Timers.Arm_NeedsLock(_staleTimer ??= new StaleTimer(this), left);
    }

    private void ArmInterval_NeedsLock(TimeSpan interval)
    {
        _interval = interval;
        if (_client.IsServer || interval <= TimeSpan.Zero || !IsEnabled(_options, _query))
        {
            if (_intervalTimer is { } armed) Timers.Disarm_NeedsLock(armed);
            return;
        }
        _client.Timers.Arm_NeedsLock(_intervalTimer ??= new IntervalTimer(this), (long)interval.TotalMilliseconds);
    }

    private static TimeSpan IntervalOf(QueryDefinition<TData> options, CachedQuery query) => options.RefetchInterval?.For(query) ?? TimeSpan.Zero;

    private sealed class StaleTimer(QueryObserver<TData, TSelected> observer) : Timed
    {
        internal override void OnDue_NeedsLock()
        {
            if (!observer._result.IsStale) observer.Update_NeedsLock();
        }
    }

    private sealed class IntervalTimer(QueryObserver<TData, TSelected> observer) : Timed
    {
        internal override void OnDue_NeedsLock()
        {
            // Armed again first: a fetch that starts re-arms it, one that is joined does not.
            observer._client.Timers.Arm_NeedsLock(this, (long)observer._interval.TotalMilliseconds);
            if (observer._options.RefetchIntervalInBackground == true || observer._client.Options.Focus.IsFocused) observer.Fetch_NeedsLock();
        }
    }
}
