namespace Cadre.Hub.Access;

/// <summary>Which workspaces there are, as far as access needs to know.</summary>
internal interface IWorkspaceDirectory
{
    bool Exists(string workspace);

    /// <summary>The workspace of a project id as it stands in the route, or <c>null</c> if there is none.</summary>
    string? FindByProject(string? projectId);
}
