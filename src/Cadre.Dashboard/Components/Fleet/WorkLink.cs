using Cadre.Fleet;

namespace Cadre.Dashboard.Components.Fleet;

/// <summary>One end of a wait: a task or an agent.</summary>
/// <param name="Awaited">Whether the other one waits for us; or else we wait for it.</param>
/// <param name="Node">As in the graph: <c>task:17</c>, <c>agent:ada</c>.</param>
/// <param name="Title">The task's title, the agent's id.</param>
public readonly record struct WorkLink(bool Awaited, string Node, string Title)
{
    /// <summary>The agent; null: it is a task, or has a name that no agent can have.</summary>
    public AgentId? Agent => NodeName.Agent(Node);

    /// <summary>The task; null: it is an agent.</summary>
    public TaskId? Task => NodeName.Task(Node);
}
