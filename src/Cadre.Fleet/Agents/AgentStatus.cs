namespace Cadre.Fleet;

/// <summary>What an agent is doing. Each wire contract has its own projection of these five.</summary>
public enum AgentStatus
{
    /// <summary>Ready for work.</summary>
    Idle,

    /// <summary>Executing a task.</summary>
    Running,

    /// <summary>Waiting for somebody or something; <see cref="Agent.Blocker"/> says for what.</summary>
    Blocked,

    /// <summary>A conflict or blockage was settled; otherwise as idle.</summary>
    Resolved,

    /// <summary>Failed; somebody has to look.</summary>
    Error,
}
