namespace Cadre.Fleet;

/// <summary>Turns events into state: the one function that the hub, its clients and the tests share.</summary>
public static class FleetReducer
{
    /// <summary>The state after an event. Pure; never throws; safe from any thread.</summary>
    /// <remarks>
    /// An event that changes nothing answers the very same state, and entities that an event does not touch keep their reference.
    /// Every entity it writes has its version raised by one.
    /// </remarks>
    public static FleetState Apply(FleetState state, FleetEvent e) => throw new NotImplementedException();
}
