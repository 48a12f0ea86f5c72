namespace Cadre.Fleet;

/// <summary>Something worth telling happened.</summary>
public sealed record ActivityAdded(ActivityItem Item) : FleetEvent
{
    /// <inheritdoc/>
    public override string Type => EventTypes.ActivityAdded;
}
