namespace Cadre.Hub.Workspaces;

/// <summary>The workspace takes no command right now; nothing of the command was written and it may be sent again.</summary>
/// <param name="code">The problem code: <c>overloaded</c> or <c>shutting-down</c>.</param>
/// <param name="detail">What happened and what to do.</param>
internal sealed class WorkspaceUnavailableException(string code, string detail) : Exception(detail)
{
    /// <summary>The problem code: <c>overloaded</c> or <c>shutting-down</c>.</summary>
    public string Code { get; } = code;
}
