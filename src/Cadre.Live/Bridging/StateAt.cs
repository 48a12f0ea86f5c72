namespace Cadre.Live;

/// <summary>State, and where in the stream it stands: everything up to the cursor is in it, and nothing behind. Immutable.</summary>
/// <param name="Cursor">The last event that is in it.</param>
/// <param name="State">The state.</param>
public sealed record StateAt<TState>(StreamCursor Cursor, TState State) : IStateAt;

/// <summary>State that knows where it stands, whatever its type: data of a new epoch outlives the start over of a stream that had the old one.</summary>
public interface IStateAt
{
    /// <summary>The last event that is in it.</summary>
    StreamCursor Cursor { get; }
}
