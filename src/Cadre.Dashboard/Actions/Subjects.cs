using Cadre.Fleet;

namespace Cadre.Dashboard.Actions;

/// <summary>Names what actions are about.</summary>
internal static class Subjects
{
    public static string Of(AgentId agent) => $"agent:{agent}";

    public static string Of(TaskId task) => $"task:{task}";

    public static string Of(ClaimId claim) => $"claim:{claim}";

    public static string OfPrediction(string id) => $"prediction:{id}";
}
