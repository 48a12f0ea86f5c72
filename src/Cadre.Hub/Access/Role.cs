namespace Cadre.Hub.Access;

/// <summary>What a caller may do. Each role may do all that the ones before it may.</summary>
public enum Role
{
    /// <summary>Reads.</summary>
    Viewer,

    /// <summary>Reports: agents, tasks, activity, claims, events.</summary>
    Agent,

    /// <summary>Steers: creates and retires the agents of others, resets progress, releases the claims of others.</summary>
    Operator,

    /// <summary>Manages tokens and workspaces.</summary>
    Admin,
}
