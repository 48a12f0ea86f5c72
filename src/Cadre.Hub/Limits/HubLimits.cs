using Cadre.Fleet;

namespace Cadre.Hub.Limits;

/// <summary>The bounds of what callers may send and what a workspace may hold. A refusal names the limit and its value.</summary>
public sealed class HubLimits
{
    /// <summary>The largest request body, in bytes.</summary>
    /// <value>1 MiB</value>
    public long BodyBytes { get; set; } = 1 << 20;

    /// <summary>The largest body of a batch of events, in bytes.</summary>
    /// <value>16 MiB</value>
    public long BatchBytes { get; set; } = 16 << 20;

    /// <summary>The most items in a batch of events.</summary>
    /// <value>10,000</value>
    public int BatchItems { get; set; } = 10_000;

    /// <summary>How deep JSON may nest.</summary>
    /// <value>32</value>
    public int JsonDepth { get; set; } = 32;

    /// <summary>The longest title, in characters.</summary>
    /// <value>1,000</value>
    public int TitleLength { get; set; } = 1_000;

    /// <summary>The longest text of any other kind, in characters.</summary>
    /// <value>10,000</value>
    public int TextLength { get; set; } = 10_000;

    /// <summary>The most entries of one list: dependencies, blocked tasks, blockers.</summary>
    /// <value>1,000</value>
    public int ListLength { get; set; } = 1_000;

    /// <summary>The largest <c>meta</c> of an agent, in bytes of JSON.</summary>
    /// <value>64 KiB</value>
    public int MetaBytes { get; set; } = 64 << 10;

    /// <summary>The most agents in a workspace.</summary>
    /// <value>10,000</value>
    public int Agents { get; set; } = 10_000;

    /// <summary>The most tasks in a workspace.</summary>
    /// <value>100,000</value>
    public int Tasks { get; set; } = 100_000;

    /// <summary>The most live claims in a workspace.</summary>
    /// <value>10,000</value>
    public int Claims { get; set; } = 10_000;

    /// <summary>The most workspaces of a hub.</summary>
    /// <value>1,000</value>
    public int Workspaces { get; set; } = 1_000;

    /// <summary>The most open connections of a hub.</summary>
    /// <value>20,000</value>
    public long Connections { get; set; } = 20_000;

    /// <summary>How many requests a second one token may make on average.</summary>
    /// <value>1,000; trusted local callers are not limited.</value>
    public int RequestsPerSecond { get; set; } = 1_000;

    /// <summary>How many requests one token may make at once before the average binds.</summary>
    /// <value>2,000</value>
    public int RequestBurst { get; set; } = 2_000;

    /// <summary>The part of the limits that the rules of a workspace hold.</summary>
    internal FleetLimits ForFleet() => new()
    {
        MaxAgents = Agents,
        MaxTasks = Tasks,
        MaxClaims = Claims,
        MaxTitleLength = TitleLength,
        MaxTextLength = TextLength,
        MaxListLength = ListLength,
        MaxMetaBytes = MetaBytes,
    };
}
