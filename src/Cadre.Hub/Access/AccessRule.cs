namespace Cadre.Hub.Access;

/// <summary>Where an endpoint's workspace is named.</summary>
internal enum WorkspaceScope
{
    /// <summary>The endpoint is about the hub, not about one workspace.</summary>
    Hub,

    /// <summary>Always the workspace <c>default</c>.</summary>
    Default,

    /// <summary>The route value <c>ws</c>.</summary>
    Route,

    /// <summary>The route value <c>project</c>, a project id.</summary>
    Project,

    /// <summary>The endpoint looks at the caller's workspace itself.</summary>
    Caller,
}

/// <summary>Who may use an endpoint.</summary>
/// <param name="Role">The least role, or <c>null</c> for everyone without asking.</param>
/// <param name="Scope">Which workspace the token must be good for.</param>
internal readonly record struct AccessRule(Role? Role, WorkspaceScope Scope);
