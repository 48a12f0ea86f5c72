using Cadre.Fleet;
using Cadre.Live;

namespace Cadre.Client;

/// <summary>The state as it was, and when that was. Immutable.</summary>
/// <param name="Cursor">The last event that is in it.</param>
/// <param name="Time">When that event was accepted, Unix milliseconds; 0 before the first event.</param>
/// <param name="State">The state.</param>
public sealed record StateMoment(StreamCursor Cursor, long Time, FleetState State) : IStateAt
{
    internal StateAt<FleetState> At => new(Cursor, State);
}
