namespace Cadre.Fleet;

/// <summary>How much one workspace may hold. Lengths count UTF-16 characters.</summary>
public sealed record FleetLimits
{
    /// <summary>The limits that hold unless others are set.</summary>
    public static FleetLimits Default { get; } = new();

    /// <summary>Agents at once.</summary>
    /// <value>10,000 by default.</value>
    public int MaxAgents { get; init; } = 10_000;

    /// <summary>Tasks.</summary>
    /// <value>100,000 by default.</value>
    public int MaxTasks { get; init; } = 100_000;

    /// <summary>Claims at once, unexpired.</summary>
    /// <value>10,000 by default.</value>
    public int MaxClaims { get; init; } = 10_000;

    /// <summary>Length of a title.</summary>
    /// <value>1,000 by default.</value>
    public int MaxTitleLength { get; init; } = 1_000;

    /// <summary>Length of any other text: a message, a blocker, an element of a list.</summary>
    /// <value>10,000 by default.</value>
    public int MaxTextLength { get; init; } = 10_000;

    /// <summary>Entries of one list: blocked tasks, dependencies, blockers of a task.</summary>
    /// <value>1,000 by default.</value>
    public int MaxListLength { get; init; } = 1_000;

    /// <summary>UTF-8 bytes of a meta object or of an activity's detail.</summary>
    /// <value>65,536 by default.</value>
    public int MaxMetaBytes { get; init; } = 64 * 1024;
}
