using System.Collections.Immutable;
using System.Text.Json;

namespace Cadre.Fleet;

/// <summary>Requests about agents; each is one that the API accepts as it stands.</summary>
internal static class AgentActions
{
    private static readonly JsonElement Settled = JsonElement.Parse("""{"status":"resolved","riskScore":0,"blockedTasks":[],"delayedOutputs":[]}"""u8);
    private static readonly JsonElement Unblocked = JsonElement.Parse("""{"status":"resolved","blocker":null,"blockedTasks":[]}"""u8);
    private static readonly JsonElement NothingHeldUp = JsonElement.Parse("""{"blockedTasks":[]}"""u8);

    /// <summary>Declares the agent's troubles over, all of them.</summary>
    public static SuggestedAction Resolve(AgentId agent) => Patch("resolve", $"Mark {agent} as resolved", agent, Settled);

    /// <summary>Declares the agent's blockage over; its risk and its late outputs stay.</summary>
    public static SuggestedAction Unblock(Agent agent) =>
        Patch("unblock-agent", $"Mark {agent.Id} as {(agent.Status is AgentStatus.Error ? "recovered" : "no longer blocked")}", agent.Id, Unblocked);

    public static SuggestedAction ClearHeldUp(AgentId agent) =>
        Patch("clear-blocked-tasks", $"Mark the work of {agent} as no longer held up", agent, NothingHeldUp);

    public static SuggestedAction Deliver(Agent agent, string output)
    {
        var body = Body.Of(json => json.WriteTexts("delayedOutputs"u8, Without(agent.DelayedOutputs, output)));
        return Patch("deliver", $"Mark {Wording.Quote(output)} of {agent.Id} as delivered", agent.Id, body);
    }

    public static SuggestedAction DropDependency(Agent agent, string name)
    {
        var body = Body.Of(json => json.WriteTexts("dependencies"u8, Without(agent.Dependencies, name)));
        return Patch("drop-dependency", $"Let {agent.Id} go on without {Wording.Quote(name)}", agent.Id, body);
    }

    public static SuggestedAction Retire(Agent agent) =>
        new("retire", $"Retire {agent.Id}{(agent.CurrentTask is { } task ? $" and free #{task.Id}" : "")}", "DELETE", PathOf(agent.Id)) { AgentId = agent.Id };

    private static SuggestedAction Patch(string action, string label, AgentId agent, JsonElement body) =>
        new(action, label, "PATCH", PathOf(agent)) { AgentId = agent, Body = body };

    private static string PathOf(AgentId agent) => $"/agents/{Uri.EscapeDataString(agent.Value)}";

    private static ImmutableArray<string> Without(ImmutableArray<string> names, string name) => names.RemoveAll(other => other == name);
}
