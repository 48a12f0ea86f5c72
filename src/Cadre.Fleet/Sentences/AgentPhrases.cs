using System.Collections.Immutable;

namespace Cadre.Fleet;

/// <summary>What a change did to an agent: the most important first, and what was only cleared if there is nothing else to tell.</summary>
internal static class AgentPhrases
{
    public static string Of(AgentPatch changes)
    {
        var lead = Status(changes);
        string[] told = [.. lead, .. Told(changes)];
        if (told.Length == 0) told = [.. Cleared(changes)];
        if (told.Length == 0) return "changed nothing";
        // What it waits for is free text: what follows must not read as a part of it.
        var hasText = lead.Length > 0 && changes.Blocker.Value is not null;
        return (hasText && told.Length > 1 ? told[0].TrimEnd('.') : told[0]) + string.Concat(told.Skip(1).Select((phrase, index) => $"{(hasText && index == 0 ? "; " : ", ")}{phrase}"));
    }

    public static string OnJoining(Agent agent) => agent.Status switch
    {
        AgentStatus.Blocked or AgentStatus.Error => $" and {Status(agent.Status, agent.Blocker)}",
        AgentStatus.Running when agent.CurrentTask is { } task => $" and works on {Titled(task.Id, task.Title)}",
        _ => "",
    };

    public static string Titled(TaskId id, string? title) => Wording.Titled(new FleetTask { Id = id, Title = title ?? "" });

    private static ImmutableArray<string> Status(AgentPatch changes)
    {
        var blocker = changes.Blocker.Value;
        if (changes.Status.HasValue) return [Status(changes.Status.Value, blocker)];
        return blocker is null ? [] : [$"waits for: {Wording.OneLine(blocker)}"];
    }

    private static string Status(AgentStatus status, string? blocker) => status switch
    {
        AgentStatus.Idle => "is idle",
        AgentStatus.Running => "is running",
        AgentStatus.Blocked => "is blocked",
        AgentStatus.Resolved => "is resolved",
        _ => "is in error",
    } + (blocker is null ? "" : $": {Wording.OneLine(blocker)}");

    private static IEnumerable<string> Told(AgentPatch changes)
    {
        if (changes.CurrentTask.Value is { } task) yield return $"works on {Titled(task.Id, task.Title)}";
        if (changes.Progress.Value is { } progress) yield return $"is at {Wording.Number(progress)} %";
        if (changes.RiskScore.Value is > 0 and var risk) yield return $"has a risk of {Wording.Number(risk)}";
        if (Has(changes.BlockedTasks)) yield return $"holds up {Listed(changes.BlockedTasks)}";
        if (Has(changes.Dependencies)) yield return $"depends on {Listed(changes.Dependencies)}";
        if (Has(changes.DelayedOutputs)) yield return $"is late with {Listed(changes.DelayedOutputs)}";
        if (changes.TasksCompleted.HasValue) yield return $"has completed {Wording.Count(changes.TasksCompleted.Value, "task")}";
        if (changes.ContextTokens.HasValue) yield return $"has {Wording.Count(changes.ContextTokens.Value, "token")} in its context";
        if (changes.Type.HasValue) yield return $"is of type {changes.Type.Value}";
        if (changes.Provider.HasValue) yield return $"is run by {changes.Provider.Value}";
        if (changes.Maturity.HasValue) yield return $"is {changes.Maturity.Value.ToWireName()}";
        if (changes.Meta.Value is not null) yield return "reports new details";
    }

    private static IEnumerable<string> Cleared(AgentPatch changes)
    {
        if (changes.Blocker.HasValue) yield return "waits no longer";
        if (changes.CurrentTask.HasValue) yield return "works on nothing";
        if (changes.Progress.HasValue) yield return "reports no progress any more";
        if (changes.RiskScore.HasValue) yield return "has no risk";
        if (changes.BlockedTasks.HasValue) yield return "holds nothing up";
        if (changes.Dependencies.HasValue) yield return "depends on nobody";
        if (changes.DelayedOutputs.HasValue) yield return "is late with nothing";
        if (changes.Meta.HasValue) yield return "reports no details any more";
    }

    private static bool Has(Optional<ImmutableArray<string>> list) => list is { HasValue: true, Value.IsDefaultOrEmpty: false };

    private static string Listed(Optional<ImmutableArray<string>> list) => Wording.Names([.. list.Value.Select(Wording.OneLine)]);
}
