using System.Text.Json;

namespace Cadre.Fleet;

/// <summary>The executive contract: flat agents in camelCase, five statuses.</summary>
public static class ExecutiveContract
{
    /// <summary>The ids of the agents of the <c>executive</c> template.</summary>
    public static IReadOnlyList<string> AgentIds { get; } = ["ceo", "coo", "cmo", "cro", "cco", "content", "cos"];

    /// <summary>Writes an agent: id, status, riskScore, blockedTasks, dependencies, delayedOutputs, meta (if any), updatedAt, version.</summary>
    public static void WriteAgent(Utf8JsonWriter writer, Agent agent) => throw new NotImplementedException();

    /// <summary>Reads a partial agent to merge; id, version and updatedAt are ignored.</summary>
    /// <returns>The patch, or null with <paramref name="problem"/> set.</returns>
    public static AgentPatch? ReadPatch(JsonElement body, out FleetProblem? problem) => throw new NotImplementedException();

    /// <summary>Proposes the agents of the template: idle, risk 0, version 1 once accepted.</summary>
    public static IEnumerable<FleetEvent> Template(long now) => throw new NotImplementedException();
}
