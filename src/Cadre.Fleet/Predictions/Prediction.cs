using System.Collections.Immutable;
using System.Text.Json;

namespace Cadre.Fleet;

/// <summary>A conflict that exists or may happen.</summary>
public sealed record Prediction
{
    /// <summary>Names the conflict; the same conflict keeps its id from one prediction to the next.</summary>
    public required string Id { get; init; }

    /// <summary>What kind of conflict; one of <see cref="PredictionKinds"/>.</summary>
    public required string Kind { get; init; }

    /// <summary>One sentence for people.</summary>
    public required string Summary { get; init; }

    /// <summary>Ids of the agents it concerns, the causing ones first.</summary>
    public ImmutableArray<string> Agents { get; init; } = [];

    /// <summary>The tasks it concerns.</summary>
    public ImmutableArray<TaskId> Tasks { get; init; } = [];

    /// <summary>How bad it is, 0 to 1.</summary>
    public double Risk { get; init; }

    /// <summary>The risk as a word: <c>low</c>, <c>medium</c>, <c>high</c> or <c>critical</c>.</summary>
    public string Severity => Severities.Of(Risk);

    /// <summary>What was observed.</summary>
    public ImmutableArray<string> Reasons { get; init; } = [];

    /// <summary>Where it comes from: ids of agents (<c>agent:x</c>) and tasks (<c>task:1</c>).</summary>
    public ImmutableArray<string> RootCauses { get; init; } = [];

    /// <summary>What somebody can do about it.</summary>
    public ImmutableArray<SuggestedAction> SuggestedActions { get; init; } = [];
}

/// <summary>A request that would settle or soften a predicted conflict.</summary>
/// <param name="Action">A word for the action, stable for programs.</param>
/// <param name="Label">The action for people.</param>
/// <param name="Method">The HTTP method of the request.</param>
/// <param name="Path">Its path below <c>/api/workspaces/{workspace}</c>.</param>
public sealed record SuggestedAction(string Action, string Label, string Method, string Path)
{
    /// <summary>The agent to act on, if any.</summary>
    public AgentId? AgentId { get; init; }

    /// <summary>The task to act on, if any.</summary>
    public TaskId? TaskId { get; init; }

    /// <summary>The body of the request, if it has one.</summary>
    public JsonElement? Body { get; init; }
}
