namespace Cadre.Fleet;

/// <summary>An agent's lease on a resource. Immutable.</summary>
public sealed record Claim
{
    /// <summary>The claim's name; unique in its workspace.</summary>
    public required ClaimId Id { get; init; }

    /// <summary>Who holds it.</summary>
    public required AgentId AgentId { get; init; }

    /// <summary>What is held, as <c>kind:pattern</c>: <c>path:src/**</c>, <c>port:5432</c>. Paths are globs, other kinds are compared as text.</summary>
    public required string Resource { get; init; }

    /// <summary>Whether others may hold the same.</summary>
    public ClaimMode Mode { get; init; }

    /// <summary>Since when, Unix milliseconds.</summary>
    public long AcquiredAt { get; init; }

    /// <summary>Until when, Unix milliseconds; from then on it binds nobody.</summary>
    public long ExpiresAt { get; init; }

    /// <summary>Why, for people.</summary>
    public string? Note { get; init; }

    /// <summary>1 when acquired, +1 with every renewal.</summary>
    public long Version { get; init; }
}
