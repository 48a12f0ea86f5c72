namespace Cadre.Fleet;

/// <summary>How graph and predictions name tasks and agents in one list.</summary>
internal static class NodeIds
{
    /// <summary>The status of a task or agent that is named but not known.</summary>
    public const string UnknownStatus = "unknown";

    public static string Of(TaskId id) => $"task:{id}";

    public static string Of(AgentId id) => $"agent:{id}";
}
