namespace Cadre.Dashboard.Components.Fleet;

/// <summary>One end of a wait: a task or an agent.</summary>
/// <param name="Awaited">Whether the other one waits for us; or else we wait for it.</param>
/// <param name="Node">As in the graph: <c>task:17</c>, <c>agent:ada</c>.</param>
/// <param name="Title">The task's title, the agent's id.</param>
public readonly record struct WorkLink(bool Awaited, string Node, string Title)
{
    private const string Agents = "agent:";
    private const string Tasks = "task:";

    /// <summary>The agent's id; null: it is a task.</summary>
    public string? Agent => Node.StartsWith(Agents, StringComparison.Ordinal) ? Node[Agents.Length..] : null;

    /// <summary>The task's number; null: it is an agent.</summary>
    public string? Task => Node.StartsWith(Tasks, StringComparison.Ordinal) ? Node[Tasks.Length..] : null;

    internal static string NodeOf(string agent) => Agents + agent;
}
