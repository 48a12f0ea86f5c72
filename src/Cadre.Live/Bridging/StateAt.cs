namespace Cadre.Live;

/// <summary>State, and where in the stream it stands: everything up to the cursor is in it, and nothing behind. Immutable.</summary>
/// <param name="Cursor">The last event that is in it.</param>
/// <param name="State">The state.</param>
public sealed record StateAt<TState>(StreamCursor Cursor, TState State) : IStateAt;

/// <summary>State that knows where it stands, whatever its type.</summary>
internal interface IStateAt
{
    StreamCursor Cursor { get; }
}
