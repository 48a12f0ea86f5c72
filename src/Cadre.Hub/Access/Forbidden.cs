using Cadre.Hub.Problems;

namespace Cadre.Hub.Access;

/// <summary>Why a known caller may not do something.</summary>
internal static class Forbidden
{
    public static Problem Role(Caller caller, Role needed) =>
        new(ProblemKinds.Forbidden, $"The token has the role {RoleNames.Of(caller.Role)}; this needs {RoleNames.Of(needed)}.")
        {
            Extras = json =>
            {
                json.WriteString("role"u8, RoleNames.Of(caller.Role));
                json.WriteString("neededRole"u8, RoleNames.Of(needed));
            },
        };

    public static Problem Workspace(Caller caller, string workspace) =>
        new(ProblemKinds.Forbidden, workspace == TokenRecord.AnyWorkspace
            ? $"The token is good for the workspace '{caller.Workspace}' only; this needs a token for all workspaces."
            : $"The token is good for the workspace '{caller.Workspace}' only.");
}
