namespace Cadre.Query;

/// <summary>Takes a mutation out of the cache once it was unobserved for its gcTime and is not pending.</summary>
/// <remarks>
/// A mutation that is pending when its time comes is looked at again each gcTime later. No timer is needed for that: it cannot end
/// unnoticed, so the next look is armed when it ends.
/// </remarks>
internal sealed class MutationCollection(CachedMutation mutation) : Timed
{
    private static readonly TimeSpan Default = TimeSpan.FromMinutes(5);

    private TimeSpan _gcTime;
    private long? _lookedAt;

    private Timers Timers => mutation.Client.Timers;

    /// <summary>The longest time that the mutation was ever given counts.</summary>
    public void Keep_NeedsLock(TimeSpan? gcTime)
    {
        var time = gcTime ?? (mutation.Client.IsServer ? Timeout.InfiniteTimeSpan : Default);
        if (time == Timeout.InfiniteTimeSpan || (_gcTime != Timeout.InfiniteTimeSpan && time > _gcTime)) _gcTime = time;
    }

    public void Start_NeedsLock()
    {
        _lookedAt = null;
        if (_gcTime != Timeout.InfiniteTimeSpan) Timers.Arm_NeedsLock(this, (long)_gcTime.TotalMilliseconds);
    }

    public void Stop_NeedsLock()
    {
        _lookedAt = null;
        Timers.Disarm_NeedsLock(this);
    }

    public void OnSettled_NeedsLock()
    {
        if (_lookedAt is not { } lookedAt) return;
        _lookedAt = null;
        var period = (long)_gcTime.TotalMilliseconds;
        Timers.Arm_NeedsLock(this, period == 0 ? 0 : period - ((Timers.Now - lookedAt) % period));
    }

    internal override void OnDue_NeedsLock()
    {
        if (mutation.IsObserved_NeedsLock) return;
        if (mutation.IsPending) _lookedAt = Timers.Now;
        else mutation.Client.Mutations.Remove_NeedsLock(mutation);
    }
}
