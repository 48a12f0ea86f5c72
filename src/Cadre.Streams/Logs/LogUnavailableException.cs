namespace Cadre.Streams;

/// <summary>The store cannot be opened, read or written. The message says where, why and what to do.</summary>
public sealed class LogUnavailableException : IOException
{
    /// <summary>A failure of the kind <paramref name="reason"/>.</summary>
    public LogUnavailableException(LogUnavailableReason reason, string message, Exception? innerException = null)
        : base(message, innerException) => Reason = reason;

    /// <summary>What kind of failure it is.</summary>
    public LogUnavailableReason Reason { get; }

    /// <summary>
    /// Whether the same call may succeed later without anybody changing the set-up: space comes back, a device recovers, a lock is
    /// released.
    /// </summary>
    public bool IsTransient => Reason is LogUnavailableReason.DiskFull or LogUnavailableReason.DeviceError or LogUnavailableReason.Locked;

    /// <summary>The same for another caller: an exception that several threads throw gets a muddled stack trace.</summary>
    internal LogUnavailableException ForAnother() => new(Reason, Message, this);
}
