using System.Collections.Immutable;
using System.Text.Json;

namespace Cadre.Fleet;

/// <summary>The executive contract: flat agents in camelCase, five statuses.</summary>
public static class ExecutiveContract
{
    private static readonly ImmutableArray<string> PatchMembers = ["status", "riskScore", "blockedTasks", "dependencies", "delayedOutputs", "meta"];
    private static readonly ImmutableArray<string> StampedMembers = ["id", "updatedAt", "version"];

    /// <summary>The ids of the agents of the <c>executive</c> template.</summary>
    public static ImmutableArray<string> AgentIds { get; } = ["ceo", "coo", "cmo", "cro", "cco", "content", "cos"];

    /// <summary>Writes an agent: id, status, riskScore, blockedTasks, dependencies, delayedOutputs, meta (if any), updatedAt, version.</summary>
    public static void WriteAgent(Utf8JsonWriter writer, Agent agent)
    {
        writer.WriteStartObject();
        writer.WriteString("id"u8, agent.Id.Value);
        writer.WriteString("status"u8, agent.Status.ToWireName());
        writer.WriteNumber("riskScore"u8, agent.RiskScore);
        writer.WriteTexts("blockedTasks"u8, agent.BlockedTasks);
        writer.WriteTexts("dependencies"u8, agent.Dependencies);
        writer.WriteTexts("delayedOutputs"u8, agent.DelayedOutputs);
        writer.WriteVerbatim("meta"u8, agent.Meta);
        writer.WriteNumber("updatedAt"u8, agent.Timestamp);
        writer.WriteNumber("version"u8, agent.Version);
        writer.WriteEndObject();
    }

    /// <summary>Reads a partial agent to merge; id, version and updatedAt are ignored.</summary>
    /// <returns>The patch, or null with <paramref name="problem"/> set.</returns>
    public static AgentPatch? ReadPatch(JsonElement body, out FleetProblem? problem) => Reading.Of<AgentPatch>(body, ReadPatch, out problem);

    /// <summary>Proposes the agents of the template: idle, risk 0, version 1 once accepted.</summary>
    /// <param name="now">Their timestamp, Unix milliseconds.</param>
    public static IEnumerable<FleetEvent> Template(long now) =>
        AgentIds.Select(id => new AgentCreated(new() { Id = AgentId.Trusted(id), Type = "executive", Timestamp = now }));

    private static FleetProblem? ReadPatch(JsonElement body, out AgentPatch value)
    {
        var o = new ObjectReader(body);
        value = new()
        {
            Status = o.Optional("status", Values.AgentStatus),
            RiskScore = o.Optional("riskScore", Values.Percent),
            BlockedTasks = o.Optional("blockedTasks", Values.Texts),
            Dependencies = o.Optional("dependencies", Values.Texts),
            DelayedOutputs = o.Optional("delayedOutputs", Values.Texts),
            Meta = o.Optional("meta", Values.Meta),
        };
        o.RefuseOthers(PatchMembers, StampedMembers);
        return o.Problem;
    }
}
