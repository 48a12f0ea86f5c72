namespace Cadre.Fleet;

/// <summary>A fact the workspace accepted, or a proposal of one. Immutable; the set of kinds is closed.</summary>
public abstract record FleetEvent
{
    private protected FleetEvent()
    {
    }

    /// <summary>The kind's name on the wire, for example <c>agent.updated</c>; one of <see cref="EventTypes"/>.</summary>
    public abstract string Type { get; }
}
