using System.Globalization;
using Cadre.Fleet;

namespace Cadre.Dashboard.Components;

/// <summary>How predictions and the graph name agents and tasks in one list: <c>agent:x</c>, <c>task:1</c>.</summary>
internal static class NodeName
{
    private const string OfAgents = "agent:";
    private const string OfTasks = "task:";

    public static string Of(AgentId agent) => OfAgents + agent;

    public static string Of(TaskId task) => OfTasks + task;

    public static AgentId? Agent(string node) =>
        node.StartsWith(OfAgents, StringComparison.Ordinal) && AgentId.TryParse(node[OfAgents.Length..], out var id, out _) ? id : null;

    public static TaskId? Task(string node) =>
        node.StartsWith(OfTasks, StringComparison.Ordinal) && long.TryParse(node.AsSpan(OfTasks.Length), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? new TaskId(number)
            : null;
}
