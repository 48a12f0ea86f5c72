namespace Cadre.Fleet;

/// <summary>Members of a task to overwrite. An absent member stays as it is.</summary>
/// <remarks>
/// An accepted <see cref="TaskUpdated"/> carries the title only: a status or progress in a proposal becomes a <see cref="TaskStatusChanged"/>.
/// </remarks>
public sealed record TaskPatch
{
    /// <summary>Replaces <see cref="FleetTask.Title"/>.</summary>
    public Optional<string> Title { get; init; }

    /// <summary>Asks for another <see cref="FleetTask.Status"/>.</summary>
    public Optional<FleetTaskStatus> Status { get; init; }

    /// <summary>Asks for another <see cref="FleetTask.Progress"/>; null clears it.</summary>
    public Optional<double?> Progress { get; init; }
}
