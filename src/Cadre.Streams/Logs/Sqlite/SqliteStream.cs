namespace Cadre.Streams;

/// <summary>What is known in memory of a stream: where it stands.</summary>
/// <remarks>The writer's thread moves it on; <see cref="Committed"/> can be read from any thread.</remarks>
sealed class SqliteStream(long id, string name, SqliteStream.Standing standing)
{
    Standing _committed = standing;

    public long Id => id;

    public string Name => name;

    /// <summary>What readers see.</summary>
    public Standing Committed => Volatile.Read(ref _committed);

    /// <summary>With what the open transaction adds; for the writer's thread only.</summary>
    public Standing Tentative { get; private set; } = standing;

    public void Append(int count, long time) =>
        Tentative = Tentative with { Head = Tentative.Head with { Sequence = Tentative.Head.Sequence + count, Time = time } };

    public void Trim(long upTo, long time) => Tentative = new(Tentative.Head with { Oldest = upTo + 1 }, time);

    public void Commit() => Volatile.Write(ref _committed, Tentative);

    public void RollBack() => Tentative = _committed;

    /// <summary>Takes over what the file says.</summary>
    public void Adopt(Standing standing)
    {
        Tentative = standing;
        Commit();
    }

    /// <param name="Head">The stream's end and beginning.</param>
    /// <param name="TrimmedTime">When the last trimmed event was accepted, Unix milliseconds.</param>
    internal sealed record Standing(LogHead Head, long TrimmedTime);
}
