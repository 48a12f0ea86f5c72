namespace Cadre.Fleet;

/// <summary>Names predictions by their kind and what they are about, so that the same conflict keeps its name.</summary>
internal static class PredictionIds
{
    /// <summary>Of a longer circle these and the number of the others are a name: no other circle at the time begins with them.</summary>
    private const int MostMembers = 8;

    public static string Of(string kind, AgentId agent) => $"{kind}:{Part(agent)}";

    public static string Of(string kind, TaskId task) => $"{kind}:{NodeIds.Of(task)}";

    public static string Of(string kind, AgentId agent, string output) => $"{kind}:{Part(agent)}:{Uri.EscapeDataString(output)}";

    public static string OfCircle(IEnumerable<AgentId> agents, int count) => OfCircle(agents.Take(MostMembers).Select(Part), count);

    public static string OfCircle(IEnumerable<TaskId> tasks, int count) => OfCircle(tasks.Take(MostMembers).Select(NodeIds.Of), count);

    private static string OfCircle(IEnumerable<string> first, int count)
    {
        var name = $"{PredictionKinds.WaitForCycle}:{string.Join('+', first)}";
        return count > MostMembers ? $"{name}+{count - MostMembers}-more" : name;
    }

    private static string Part(AgentId agent) => $"agent:{Uri.EscapeDataString(agent.Value)}";
}
