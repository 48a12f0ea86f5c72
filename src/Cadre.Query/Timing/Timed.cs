namespace Cadre.Query;

/// <summary>Something that is due at one time. Its members belong to the client's turns.</summary>
internal interface ITimed
{
    /// <summary>When it is due; only <see cref="Timers"/> changes it.</summary>
    ref DueTime Due { get; }

    /// <summary>Called inside a turn, disarmed.</summary>
    void OnDue_NeedsLock();
}

/// <summary>When something is due, in milliseconds of the timers' own count; <see cref="Timers.Never"/> if it is not armed.</summary>
internal struct DueTime()
{
    public long At = Timers.Never;

    /// <summary>The earliest time for which it stands in the queue.</summary>
    public long QueuedAt = Timers.Never;

    public readonly bool IsArmed => At != Timers.Never;
}

/// <summary>What is there for being due. A query is not, and there are many of them, so they do without an object more.</summary>
internal abstract class Timed : ITimed
{
    private DueTime _due = new();

    internal bool IsArmed => _due.IsArmed;

    ref DueTime ITimed.Due => ref _due;

    void ITimed.OnDue_NeedsLock() => OnDue_NeedsLock();

    /// <inheritdoc cref="ITimed.OnDue_NeedsLock"/>
    internal abstract void OnDue_NeedsLock();
}
