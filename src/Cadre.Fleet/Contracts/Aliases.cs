using System.Collections.Frozen;
using System.Collections.Immutable;

namespace Cadre.Fleet;

/// <summary>The words that senders of the fleet contract use for what Cadre calls otherwise. Case, hyphens and spaces do not matter.</summary>
internal static class Aliases
{
    /// <summary>What a sender is told when its agent status is unknown.</summary>
    public static ImmutableArray<string> AgentStatusesToName { get; } = ["idle", "working", "blocked", "resolved", "error"];

    private static readonly FrozenDictionary<string, AgentStatus> AgentStatuses = Table(
        (AgentStatus.Idle, ["idle", "ready", "available", "offline", "done", "waiting_for_task"]),
        (AgentStatus.Running, ["running", "working", "busy", "active", "in_progress", "executing"]),
        (AgentStatus.Blocked, ["blocked", "waiting", "stuck", "paused"]),
        (AgentStatus.Resolved, ["resolved"]),
        (AgentStatus.Error, ["error", "failed", "crashed"]));

    private static readonly FrozenDictionary<string, FleetTaskStatus> TaskStatuses = Table(
        (FleetTaskStatus.Pending, ["pending", "assigned", "todo", "queued", "open", "ready", "backlog"]),
        (FleetTaskStatus.InProgress, ["in_progress", "running", "working", "doing", "started", "active"]),
        (FleetTaskStatus.Blocked, ["blocked", "waiting", "stuck"]),
        (FleetTaskStatus.Completed, ["completed", "complete", "done", "finished", "closed", "merged"]),
        (FleetTaskStatus.Failed, ["failed", "error", "cancelled", "canceled", "abandoned"]));

    private static readonly FrozenDictionary<string, AgentMaturity> Maturities = Table(
        (AgentMaturity.Directive, ["directive", "d1"]),
        (AgentMaturity.Collaborative, ["collaborative", "coaching", "supporting", "d2", "d3"]),
        (AgentMaturity.Autonomous, ["autonomous", "delegating", "d4"]));

    private static readonly FrozenDictionary<string, string> AgentTypes = Table(
        ("backend-worker", ["backend", "backend_dev", "backend_developer"]),
        ("frontend-specialist", ["frontend", "frontend_worker", "frontend_dev", "frontend_developer"]),
        ("test-engineer", ["test", "tester", "testing", "qa", "test_worker"]));

    public static bool TryAgentStatus(string word, out AgentStatus status) => AgentStatuses.TryGetValue(Plain(word), out status);

    public static bool TryTaskStatus(string word, out FleetTaskStatus status) => TaskStatuses.TryGetValue(Plain(word), out status);

    public static bool TryMaturity(string word, out AgentMaturity maturity) => Maturities.TryGetValue(Plain(word), out maturity);

    /// <summary>The usual word for a kind of agent; any other word stands for itself.</summary>
    public static string AgentType(string word) => AgentTypes.GetValueOrDefault(Plain(word), word);

    private static string Plain(string word) => word.Trim().ToLowerInvariant().Replace('-', '_').Replace(' ', '_');

    private static FrozenDictionary<string, T> Table<T>(params (T Meaning, string[] Words)[] rows) =>
        rows.SelectMany(row => row.Words.Select(word => KeyValuePair.Create(word, row.Meaning))).ToFrozenDictionary(StringComparer.Ordinal);
}
