using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;

namespace Cadre.Fleet;

/// <summary>Checks the values of a proposal against their ranges and the workspace's limits.</summary>
/// <returns>Each check answers the first problem, or null.</returns>
internal static class EntityChecks
{
    public static FleetProblem? Check(this FleetLimits limits, Agent agent) =>
        Id(agent.Id, "/id") ?? limits.Check(PatchOf(agent));

    public static FleetProblem? Check(this FleetLimits limits, AgentPatch patch) =>
        limits.Word(patch.Type, "/type")
        ?? limits.Word(patch.Provider, "/provider")
        ?? Current(limits, patch.CurrentTask)
        ?? Text(patch.Blocker.Value, "/blocker", limits.MaxTextLength)
        ?? Percent(patch.Progress.Value, "/progress")
        ?? NotNegative(patch.ContextTokens.Value, "/contextTokens")
        ?? NotNegative(patch.TasksCompleted.Value, "/tasksCompleted")
        ?? Percent(patch.RiskScore.Value, "/riskScore")
        ?? limits.Texts(patch.BlockedTasks, "/blockedTasks")
        ?? limits.Texts(patch.Dependencies, "/dependencies")
        ?? limits.Texts(patch.DelayedOutputs, "/delayedOutputs")
        ?? limits.Size(patch.Meta.Value, "/meta");

    public static FleetProblem? Check(this FleetLimits limits, FleetTask task) =>
        (task.Id == default ? null : Id(task.Id, "/id"))
        ?? limits.Title(task.Title)
        ?? (task.AgentId is { } agent ? Id(agent, "/agentId") : null)
        ?? limits.Blockers(task.Id, task.BlockedBy)
        ?? Percent(task.Progress, "/progress");

    public static FleetProblem? Check(this FleetLimits limits, ActivityItem item) =>
        limits.Word(item.Type, "/type")
        ?? limits.Word(item.Agent, "/agent")
        ?? Required(item.Message, "/message", limits.MaxTextLength)
        ?? limits.Size(item.Detail, "/detail");

    public static FleetProblem? Title(this FleetLimits limits, string title) => Required(title, "/title", limits.MaxTitleLength);

    public static FleetProblem? Blockers(this FleetLimits limits, TaskId task, ImmutableArray<TaskId> blockers)
    {
        if (blockers.Length > limits.MaxListLength) return TooMany(blockers.Length, "/blockedBy", limits.MaxListLength);
        for (var i = 0; i < blockers.Length; i++)
        {
            if (Id(blockers[i], $"/blockedBy/{i}") is { } problem) return problem;
            if (blockers[i] == task) return Answers.Invalid($"/blockedBy/{i}", blockers[i].ToString(), "another task: no task can wait for itself");
        }
        return null;
    }

    public static FleetProblem? Id(AgentId id, string pointer) =>
        AgentId.TryParse(id.Value, out _, out var error) ? null : Answers.Invalid(pointer, $"'{id}'", Values.AgentId.Expected) with { Detail = error };

    public static FleetProblem? Id(TaskId id, string pointer) => id.IsValid ? null : Answers.Invalid(pointer, id.ToString(), Values.TaskId.Expected);

    public static FleetProblem? Percent(double? value, string pointer) => value is not { } number || Ranges.IsPercent(number)
        ? null
        : Answers.Invalid(pointer, number.ToString(CultureInfo.InvariantCulture), Values.Percent.Expected);

    public static FleetProblem? NotNegative(long value, string pointer) =>
        value >= 0 ? null : Answers.Invalid(pointer, value.ToString(CultureInfo.InvariantCulture), Values.Count.Expected);

    public static FleetProblem? Text(string? text, string pointer, int longest) => text is null || text.Length <= longest
        ? null
        : Answers.Invalid(pointer, $"text of {text.Length} characters", $"text of at most {longest} characters");

    private static FleetProblem? Required(string text, string pointer, int longest) => string.IsNullOrWhiteSpace(text)
        ? Answers.Invalid(pointer, $"'{text}'", Values.Word.Expected)
        : Text(text, pointer, longest);

    private static FleetProblem? Word(this FleetLimits limits, string word, string pointer) => Required(word, pointer, limits.MaxTitleLength);

    private static FleetProblem? Word(this FleetLimits limits, Optional<string> word, string pointer) =>
        word.HasValue ? limits.Word(word.Or(""), pointer) : null;

    private static FleetProblem? Current(FleetLimits limits, Optional<CurrentTask?> current) => current.Value is { } task
        ? Id(task.Id, "/currentTask/id") ?? Text(task.Title, "/currentTask/title", limits.MaxTitleLength)
        : null;

    private static FleetProblem? Texts(this FleetLimits limits, Optional<ImmutableArray<string>> texts, string pointer)
    {
        if (!texts.HasValue) return null;
        if (texts.Value.Length > limits.MaxListLength) return TooMany(texts.Value.Length, pointer, limits.MaxListLength);
        for (var i = 0; i < texts.Value.Length; i++)
        {
            if (Text(texts.Value[i], $"{pointer}/{i}", limits.MaxTextLength) is { } problem) return problem;
        }
        return null;
    }

    private static FleetProblem? Size(this FleetLimits limits, JsonElement? kept, string pointer) =>
        kept is { } value && VerbatimJson.LengthOf(value) is var length && length > limits.MaxMetaBytes
            ? Answers.Invalid(pointer, $"{length} bytes of JSON", $"at most {limits.MaxMetaBytes} bytes of JSON")
            : null;

    private static FleetProblem TooMany(int count, string pointer, int most) =>
        Answers.Invalid(pointer, $"{count} entries", $"at most {most} entries");

    private static AgentPatch PatchOf(Agent agent) => new()
    {
        Type = agent.Type,
        Provider = agent.Provider,
        CurrentTask = agent.CurrentTask,
        Blocker = agent.Blocker,
        Progress = agent.Progress,
        ContextTokens = agent.ContextTokens,
        TasksCompleted = agent.TasksCompleted,
        RiskScore = agent.RiskScore,
        BlockedTasks = agent.BlockedTasks,
        Dependencies = agent.Dependencies,
        DelayedOutputs = agent.DelayedOutputs,
        Meta = agent.Meta,
    };
}
