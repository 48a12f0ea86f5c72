using System.Numerics;

namespace Cadre.Streams;

/// <summary>Bounds and times of a <see cref="Feed"/>.</summary>
public sealed class FeedOptions
{
    /// <summary>How many frames are kept in memory for readers that resume.</summary>
    /// <value>A power of two from 8 to 1,048,576; 8,192 by default.</value>
    public int RingEntries { get; init; } = 8_192;

    /// <summary>How many bytes of frames are kept in memory; the newest frame is kept whatever its size.</summary>
    /// <value>1 or more; 16 MiB by default.</value>
    public long RingBytes { get; init; } = 16 * 1024 * 1024;

    /// <summary>How many bytes of frames a reader is handed at once; at least one frame.</summary>
    /// <value>1 or more; 256 KiB by default.</value>
    public int BatchBytes { get; init; } = 256 * 1024;

    /// <summary>
    /// The longest a frame waits so that several reach the watchers in one go; with few watchers or at low rates none waits.
    /// </summary>
    /// <value>0 to 1 s; 5 ms by default.</value>
    public TimeSpan MaxCoalescing { get; init; } = TimeSpan.FromMilliseconds(5);

    /// <summary>How often a reader is given a heartbeat.</summary>
    /// <value>More than zero; 15 s by default.</value>
    public TimeSpan HeartbeatInterval { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>How long a reader may take to send what it was handed before it is ended with the reason <c>slow</c>.</summary>
    /// <value>More than zero; 60 s by default.</value>
    public TimeSpan SlowReaderTimeout { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>How long a cursor ahead of the feed may wait for the feed to reach it before it is reset.</summary>
    /// <remarks>
    /// A cursor is briefly ahead when it comes from a snapshot taken just before the feed publishes, or from another node.
    /// </remarks>
    /// <value>Zero or more; 500 ms by default.</value>
    public TimeSpan AheadGrace { get; init; } = TimeSpan.FromMilliseconds(500);

    /// <exception cref="ArgumentException">Something is out of range; the message lists everything that is.</exception>
    internal void Validate()
    {
        List<string> faults = [];
        if (RingEntries is < 8 or > 1 << 20 || !BitOperations.IsPow2(RingEntries))
            faults.Add($"{nameof(RingEntries)} must be a power of two from 8 to 1048576, got {RingEntries}");
        if (RingBytes < 1) faults.Add($"{nameof(RingBytes)} must be 1 or more, got {RingBytes}");
        if (BatchBytes < 1) faults.Add($"{nameof(BatchBytes)} must be 1 or more, got {BatchBytes}");
        if (MaxCoalescing < TimeSpan.Zero || MaxCoalescing > TimeSpan.FromSeconds(1))
            faults.Add($"{nameof(MaxCoalescing)} must be from 0 to 1 s, got {MaxCoalescing}");
        if (HeartbeatInterval <= TimeSpan.Zero) faults.Add($"{nameof(HeartbeatInterval)} must be more than zero, got {HeartbeatInterval}");
        if (SlowReaderTimeout <= TimeSpan.Zero) faults.Add($"{nameof(SlowReaderTimeout)} must be more than zero, got {SlowReaderTimeout}");
        if (AheadGrace < TimeSpan.Zero) faults.Add($"{nameof(AheadGrace)} must be zero or more, got {AheadGrace}");
        if (faults.Count > 0) throw new ArgumentException(string.Join("; ", faults));
    }
}
