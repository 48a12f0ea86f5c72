namespace Cadre.Hub.Hosting;

/// <summary>The names of what a new workspace may start with.</summary>
public static class WorkspaceTemplates
{
    /// <summary>The seven agents of an executive team.</summary>
    public const string Executive = "executive";

    /// <summary>Nothing.</summary>
    public const string Empty = "empty";

    /// <summary>All template names.</summary>
    public static IReadOnlyList<string> All { get; } = [Executive, Empty];
}
