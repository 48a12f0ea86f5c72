using Cadre.Fleet;
using Cadre.Hub.Workspaces;

namespace Cadre.Hub.Access;

/// <summary>What a caller may propose, beyond what the access table says of endpoints: an event is the same act whichever way it comes in.</summary>
internal static class ProposalPolicy
{
    /// <summary>Why the caller may not propose all of the unit's events; <c>null</c> when it may.</summary>
    public static FleetProblem? Check(Caller caller, FleetState state, in CommandUnit unit)
    {
        foreach (var proposal in unit.Proposals)
        {
            if (Check(caller, state, proposal) is { } forbidden)
                return forbidden;
        }

        return null;
    }

    /// <summary>Why the caller may not propose the event; <c>null</c> when it may.</summary>
    public static FleetProblem? Check(Caller caller, FleetState state, FleetEvent proposal) =>
        caller.Role >= Role.Operator ? null : proposal switch
        {
            AgentCreated e => Own(caller, e.Agent.Id.Value, "create an agent"),
            AgentRetired e => Own(caller, e.AgentId.Value, "retire an agent"),
            ClaimReleased e when state.Claims.Find(e.ClaimId) is { } claim => Own(caller, claim.AgentId.Value, "release a claim"),
            AgentsLoaded or FleetResynced => Operator(caller, "replace the whole fleet"),
            ProgressUpdated => Operator(caller, "reset the progress"),
            _ => null,
        };

    private static FleetProblem? Own(Caller caller, string agentId, string act) => caller.Owns(agentId) ? null : new FleetProblem(
        "forbidden", $"This token speaks for the agent '{caller.Actor}' and those below it; to {act} of others such as '{agentId}' needs the role operator.")
    {
        Value = agentId,
    };

    private static FleetProblem Operator(Caller caller, string act) =>
        new("forbidden", $"To {act} needs the role operator; the token has the role {RoleNames.Of(caller.Role)}.");
}
