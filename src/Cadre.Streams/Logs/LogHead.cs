namespace Cadre.Streams;

/// <summary>Where a stream stands.</summary>
/// <param name="Epoch">The stream's incarnation; see <see cref="Cursor.Epoch"/>.</param>
/// <param name="Oldest">The first retained sequence; <paramref name="Sequence"/> + 1 when no event is retained.</param>
/// <param name="Sequence">The last sequence; 0 when nothing was ever appended.</param>
/// <param name="Time">When the last event was accepted, Unix milliseconds; 0 when nothing was ever appended.</param>
public readonly record struct LogHead(string Epoch, long Oldest, long Sequence, long Time)
{
    /// <summary>The cursor of the last event.</summary>
    public Cursor Cursor => new(Epoch, Sequence);
}
