namespace Cadre.Streams;

/// <summary>A page of a feed, as paging and long-poll give it.</summary>
/// <param name="Frames">The frames after the cursor asked for, in order; empty when there is none yet.</param>
/// <param name="Cursor">Where to read on.</param>
/// <param name="More">Whether there are more right now.</param>
/// <param name="Reset">The snapshot to start over from when the cursor cannot be resumed; then there are no frames.</param>
public sealed record FeedPage(IReadOnlyList<Frame> Frames, Cursor Cursor, bool More, Frame? Reset);
