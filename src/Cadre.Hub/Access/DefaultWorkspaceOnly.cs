namespace Cadre.Hub.Access;

/// <summary>A hub without a registry of workspaces: only <c>default</c>, with the project id 1.</summary>
internal sealed class DefaultWorkspaceOnly : IWorkspaceDirectory
{
    public bool Exists(string workspace) => workspace == "default";

    public string? FindByProject(string? projectId) => projectId == "1" ? "default" : null;
}
