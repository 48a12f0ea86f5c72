namespace Cadre.Streams;

/// <summary>The events after a sequence are no longer retained: start from a snapshot instead.</summary>
public sealed class CursorCompactedException(string stream, long after, long oldest)
    : Exception($"events of '{stream}' after {after} are no longer retained; the oldest is {oldest}: start from a snapshot")
{
    /// <summary>The sequence that was asked for.</summary>
    public long After { get; } = after;

    /// <summary>The first retained sequence.</summary>
    public long Oldest { get; } = oldest;
}
