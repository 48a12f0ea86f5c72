using System.Collections.Frozen;

namespace Cadre.Hub.Access;

/// <summary>Which role each endpoint needs. An endpoint that is not listed cannot be mapped.</summary>
internal static class AccessTable
{
    private static readonly FrozenDictionary<string, AccessRule> Rules = new Dictionary<string, AccessRule>
    {
        ["getHealth"] = new(null, WorkspaceScope.Hub),
        ["getReadiness"] = new(null, WorkspaceScope.Hub),
        ["getOpenApi"] = new(null, WorkspaceScope.Hub),

        ["listTokens"] = new(Role.Admin, WorkspaceScope.Caller),
        ["createToken"] = new(Role.Admin, WorkspaceScope.Caller),
        ["revokeToken"] = new(Role.Admin, WorkspaceScope.Caller),

        ["createSignIn"] = new(Role.Admin, WorkspaceScope.Caller),
        ["createSession"] = new(null, WorkspaceScope.Hub),
        ["getSession"] = new(Role.Viewer, WorkspaceScope.Caller),
        ["endSession"] = new(Role.Viewer, WorkspaceScope.Caller),

        ["listWorkspaces"] = new(Role.Viewer, WorkspaceScope.Caller),
        ["createWorkspace"] = new(Role.Admin, WorkspaceScope.Hub),
        ["getWorkspace"] = new(Role.Viewer, WorkspaceScope.Route),
        ["getState"] = new(Role.Viewer, WorkspaceScope.Route),
        ["getProgress"] = new(Role.Viewer, WorkspaceScope.Route),
        ["getGraph"] = new(Role.Viewer, WorkspaceScope.Route),
        ["getConflicts"] = new(Role.Viewer, WorkspaceScope.Route),

        ["listAgents"] = new(Role.Viewer, WorkspaceScope.Route),
        ["getAgent"] = new(Role.Viewer, WorkspaceScope.Route),
        ["createAgent"] = new(Role.Agent, WorkspaceScope.Route),
        ["updateAgent"] = new(Role.Agent, WorkspaceScope.Route),
        ["retireAgent"] = new(Role.Agent, WorkspaceScope.Route),

        ["listTasks"] = new(Role.Viewer, WorkspaceScope.Route),
        ["getTask"] = new(Role.Viewer, WorkspaceScope.Route),
        ["createTask"] = new(Role.Agent, WorkspaceScope.Route),
        ["updateTask"] = new(Role.Agent, WorkspaceScope.Route),
        ["assignTask"] = new(Role.Agent, WorkspaceScope.Route),
        ["blockTask"] = new(Role.Agent, WorkspaceScope.Route),
        ["unblockTask"] = new(Role.Agent, WorkspaceScope.Route),

        ["listActivity"] = new(Role.Viewer, WorkspaceScope.Route),
        ["addActivity"] = new(Role.Agent, WorkspaceScope.Route),

        ["listClaims"] = new(Role.Viewer, WorkspaceScope.Route),
        ["acquireClaim"] = new(Role.Agent, WorkspaceScope.Route),
        ["renewClaim"] = new(Role.Agent, WorkspaceScope.Route),
        ["releaseClaim"] = new(Role.Agent, WorkspaceScope.Route),

        ["listEvents"] = new(Role.Viewer, WorkspaceScope.Route),
        ["streamEvents"] = new(Role.Viewer, WorkspaceScope.Route),
        ["socketEvents"] = new(Role.Viewer, WorkspaceScope.Route),
        ["postEvents"] = new(Role.Agent, WorkspaceScope.Route),

        ["listExecutiveAgents"] = new(Role.Viewer, WorkspaceScope.Default),
        ["getExecutiveAgent"] = new(Role.Viewer, WorkspaceScope.Default),
        ["updateExecutiveAgent"] = new(Role.Agent, WorkspaceScope.Default),
        ["streamExecutiveAgents"] = new(Role.Viewer, WorkspaceScope.Default),
        ["getExecutivePredictions"] = new(Role.Viewer, WorkspaceScope.Default),

        ["listProjectAgents"] = new(Role.Viewer, WorkspaceScope.Project),
        ["listProjectTasks"] = new(Role.Viewer, WorkspaceScope.Project),
        ["listProjectActivity"] = new(Role.Viewer, WorkspaceScope.Project),
        ["getProjectProgress"] = new(Role.Viewer, WorkspaceScope.Project),
        ["postProjectMessages"] = new(Role.Agent, WorkspaceScope.Project),
        ["projectSocket"] = new(Role.Viewer, WorkspaceScope.Caller),
    }.ToFrozenDictionary();

    public static IEnumerable<KeyValuePair<string, AccessRule>> All => Rules;

    public static AccessRule Of(string operation) => Rules.TryGetValue(operation, out var rule)
        ? rule
        : throw new InvalidOperationException($"The operation '{operation}' has no rule in the access table; add one.");
}
