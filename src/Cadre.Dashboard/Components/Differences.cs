using Cadre.Fleet;

namespace Cadre.Dashboard.Components;

/// <summary>Says in a few words what became different between two states.</summary>
internal static class Differences
{
    public static IReadOnlyList<string> Between(FleetState then, FleetState now)
    {
        var changed = then.Agents.Count(agent => now.Agents.Find(agent.Id) is { } today && today.Status != agent.Status);
        var joined = now.Agents.Count(agent => !then.Agents.ContainsKey(agent.Id));
        var left = then.Agents.Count(agent => !now.Agents.ContainsKey(agent.Id));
        var completed = now.Tasks.Count(task => task.Status == FleetTaskStatus.Completed && then.Tasks.Find(task.Id)?.Status != FleetTaskStatus.Completed);
        var created = now.Tasks.Count(task => !then.Tasks.ContainsKey(task.Id));
        var needy = now.Agents.Count(Needs.Somebody) - then.Agents.Count(Needs.Somebody);
        List<string> said = [];
        if (changed > 0) said.Add($"{Words.Count(changed, "agent")} in another status");
        if (joined > 0) said.Add($"{joined} joined");
        if (left > 0) said.Add($"{left} left");
        if (completed > 0) said.Add($"{Words.Count(completed, "task")} completed");
        if (created > 0) said.Add($"{Words.Count(created, "task")} new");
        if (needy != 0) said.Add($"{Math.Abs(needy)} {(needy > 0 ? "more" : "fewer")} need somebody");
        return said;
    }
}
