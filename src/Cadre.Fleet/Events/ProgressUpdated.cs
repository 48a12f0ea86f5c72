namespace Cadre.Fleet;

/// <summary>The project's progress changed.</summary>
public sealed record ProgressUpdated(ProjectProgress Progress) : FleetEvent
{
    /// <inheritdoc/>
    public override string Type => EventTypes.ProgressUpdated;
}
