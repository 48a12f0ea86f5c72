using System.Globalization;
using Cadre.Fleet.Tests.State;

namespace Cadre.Fleet.Tests.Predictions;

/// <summary>Reads suggested requests as the API would.</summary>
internal static class Requests
{
    /// <summary>The proposal that a request makes.</summary>
    public static FleetEvent Read(SuggestedAction action)
    {
        var body = action.Body ?? default;
        var parts = action.Path.Split('/');
        FleetProblem? problem = null;
        FleetEvent? proposal = (action.Method, parts[1], parts.ElementAtOrDefault(3)) switch
        {
            ("PATCH", "agents", null) when FleetJson.ReadAgentPatch(body, out problem) is { } patch => new AgentUpdated(Agent(parts), patch, 0),
            ("DELETE", "agents", null) when action.Body is null => new AgentRetired(Agent(parts), 0),
            ("PATCH", "tasks", null) when FleetJson.ReadTaskPatch(body, out problem) is { } patch => new TaskUpdated(Task(parts), patch, 0),
            ("POST", "tasks", "assign") => FleetJson.ReadTaskAssignment(Task(parts), body, out problem),
            ("POST", "tasks", "block") => FleetJson.ReadTaskBlock(Task(parts), body, out problem),
            ("POST", "tasks", "unblock") when body.ValueKind is JsonValueKind.Object && !body.EnumerateObject().Any() => new TaskUnblocked(Task(parts), 0),
            _ => null,
        };
        problem.ShouldBeNull();
        return proposal.ShouldNotBeNull($"{action.Method} {action.Path} {action.Body} is not a request of the API");
    }

    /// <summary>The state after a request.</summary>
    public static FleetState Carry(FleetState state, SuggestedAction action) =>
        FleetRules.Decide(state, Read(action), new(Given.Now, FleetLimits.Default)) is Decision.Accepted accepted
            ? accepted.Events.Aggregate(state, FleetReducer.Apply)
            : state;

    private static AgentId Agent(string[] parts) => AgentId.Parse(Uri.UnescapeDataString(parts[2]));

    private static TaskId Task(string[] parts) => new(long.Parse(parts[2], CultureInfo.InvariantCulture));
}
