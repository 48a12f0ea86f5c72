namespace Cadre.Streams;

/// <summary>Where and how a <see cref="SqliteLog"/> keeps its data.</summary>
public sealed class SqliteLogOptions
{
    /// <summary>The folder that holds the database; made if only it is missing. One process at a time can use it.</summary>
    public required string DataDirectory { get; init; }

    /// <summary>How many calls may wait to be written before further ones wait to be queued.</summary>
    /// <value>4,096 by default.</value>
    public int QueueCapacity { get; init; } = 4_096;

    /// <summary>How many connections serve readers.</summary>
    /// <value>4 by default.</value>
    public int Readers { get; init; } = 4;

    /// <summary>How large the file may grow, in pages of 4 KiB: lets a test fill the disk without filling it.</summary>
    internal int MaxPages { get; init; } = int.MaxValue;
}
