namespace Cadre.Query;

/// <summary>How a client's state is kept.</summary>
public sealed record QueryPersistenceOptions
{
    /// <summary>How to write the data. Queries and mutations with values of other types, and those whose keys JSON cannot hold, are not kept.</summary>
    public required DataTypes Types { get; init; }

    /// <summary>What is kept of that.</summary>
    /// <value>Successful queries and paused mutations.</value>
    public DehydrateOptions Dehydrate { get; init; } = new();

    /// <summary>What is said of queries and mutations that are restored.</summary>
    public HydrateOptions Hydrate { get; init; } = new();

    /// <summary>How long changes are gathered before they are written.</summary>
    /// <value>One second.</value>
    public TimeSpan Throttle { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>How old a state may be to be restored. Keep the <see cref="QueryOptions.GcTime"/> of queries as long as that.</summary>
    /// <value>One day.</value>
    public TimeSpan MaxAge { get; init; } = TimeSpan.FromDays(1);

    /// <summary>A state that was written with another version is not restored: change it when data changes its shape.</summary>
    /// <value>The empty text.</value>
    public string Version { get; init; } = "";
}
