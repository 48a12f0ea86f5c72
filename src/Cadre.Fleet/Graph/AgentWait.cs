namespace Cadre.Fleet;

/// <summary>One agent waits for another: because it depends on it, or because a task it holds is blocked by one that the other holds.</summary>
/// <param name="From">Who waits.</param>
/// <param name="To">For whom; perhaps an agent that is not known.</param>
/// <param name="Task">The task that waits; null for a dependency.</param>
/// <param name="Blocker">The task it waits for; null for a dependency.</param>
internal readonly record struct AgentWait(AgentId From, AgentId To, TaskId? Task = null, TaskId? Blocker = null) : IComparable<AgentWait>
{
    public int CompareTo(AgentWait other)
    {
        var order = string.CompareOrdinal(From.Value, other.From.Value);
        if (order == 0) order = string.CompareOrdinal(To.Value, other.To.Value);
        if (order == 0) order = Nullable.Compare(Task?.Value, other.Task?.Value);
        return order == 0 ? Nullable.Compare(Blocker?.Value, other.Blocker?.Value) : order;
    }
}
