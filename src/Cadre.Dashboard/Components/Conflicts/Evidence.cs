using System.Globalization;
using System.Text.RegularExpressions;
using Cadre.Fleet;

namespace Cadre.Dashboard.Components.Conflicts;

/// <summary>Where somebody can see for themselves what a reason says.</summary>
internal static partial class Evidence
{
    /// <summary>What the reason is about: the agent or the task that it names first, or else the one that the prediction is about.</summary>
    public static (AgentId? Agent, TaskId? Task) SubjectOf(string reason, Prediction prediction)
    {
        var agent = prediction.Agents.Select(id => (Id: id, At: PlaceOf(id, reason))).Where(found => found.At >= 0).OrderBy(found => found.At).ThenByDescending(found => found.Id.Length).FirstOrDefault();
        var task = Number().Matches(reason).FirstOrDefault(match => prediction.Tasks.Any(id => id.ToString() == match.Groups[1].Value));
        if (task is not null && (agent.Id is null || task.Index < agent.At)) return (null, new TaskId(long.Parse(task.Groups[1].Value, CultureInfo.InvariantCulture)));
        if (agent.Id is not null) return (Known(agent.Id), null);
        var ofTask = prediction.Id.Contains(":task:", StringComparison.Ordinal) || prediction.Agents.IsEmpty;
        return ofTask && !prediction.Tasks.IsEmpty ? (null, prediction.Tasks[0]) : (Known(prediction.Agents.FirstOrDefault()), null);
    }

    private static AgentId? Known(string? id) => AgentId.TryParse(id, out var agent, out _) ? agent : null;

    // As a word of its own: ada is not in adamant, nor in backend/ada.
    private static int PlaceOf(string id, string reason)
    {
        for (var at = reason.IndexOf(id, StringComparison.Ordinal); at >= 0; at = reason.IndexOf(id, at + 1, StringComparison.Ordinal))
            if (IsEdge(reason, at - 1) && IsEdge(reason, at + id.Length)) return at;
        return -1;
    }

    private static bool IsEdge(string text, int at) => at < 0 || at >= text.Length || !(char.IsLetterOrDigit(text[at]) || text[at] is '/' or '-' or '_');

    [GeneratedRegex("#([0-9]{1,16})(?![0-9])")]
    private static partial Regex Number();
}
