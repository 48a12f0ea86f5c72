using Cadre.Fleet;
using Cadre.Streams;

namespace Cadre.Hub.Workspaces;

/// <summary>The state of a workspace and the cursor it stands at: a stream opened at that cursor misses nothing and repeats nothing.</summary>
/// <param name="State">The state after the event at <paramref name="Cursor"/>.</param>
/// <param name="Cursor">Where in the workspace's log the state stands.</param>
/// <param name="Time">When that event was accepted, in Unix milliseconds; 0 for an empty log.</param>
internal sealed record FleetPoint(FleetState State, Cursor Cursor, long Time)
{
    /// <summary>The sequence number of the last event in <see cref="State"/>; 0 for an empty log.</summary>
    public long Sequence => Cursor.Sequence;
}
