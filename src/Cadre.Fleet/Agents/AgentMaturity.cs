namespace Cadre.Fleet;

/// <summary>How much an agent decides on its own.</summary>
public enum AgentMaturity
{
    /// <summary>Needs detailed instructions.</summary>
    Directive,

    /// <summary>Suggests approaches.</summary>
    Collaborative,

    /// <summary>Directs itself.</summary>
    Autonomous,
}
