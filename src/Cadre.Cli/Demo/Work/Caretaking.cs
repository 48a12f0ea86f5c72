using Cadre.Cli.Demo.Plans;
using Cadre.Cli.Demo.Staging;
using Cadre.Fleet;

namespace Cadre.Cli.Demo.Work;

/// <summary>Settles what no scene settles, such as the rest of what people began, once it has stood for a while.</summary>
internal sealed class Caretaking : IScene
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(75);

    private readonly Dictionary<string, TimeSpan> _seen = new(StringComparer.Ordinal);

    public async IAsyncEnumerable<TimeSpan> Play(Stage stage)
    {
        while (true)
        {
            var fleet = await stage.Look();
            var troubles = AgentTroubles(stage, fleet).Concat(TaskTroubles(stage, fleet)).ToDictionary(trouble => trouble.Key, trouble => trouble.Settle);
            foreach (var gone in _seen.Keys.Where(key => !troubles.ContainsKey(key)).ToList()) _seen.Remove(gone);
            foreach (var (key, settle) in troubles)
            {
                if (!_seen.TryAdd(key, stage.Now) && _seen[key] + Patience <= stage.Now) await settle();
            }
            yield return TimeSpan.FromSeconds(5);
        }
    }

    private static IEnumerable<(string Key, Func<Task> Settle)> AgentTroubles(Stage stage, FleetState fleet) =>
        from agent in fleet.Agents
        where agent.IsSimulated && stage.IsFree(agent.Id) && (agent.IsStuck || !agent.DelayedOutputs.IsEmpty || !agent.Dependencies.IsEmpty || !agent.BlockedTasks.IsEmpty)
        select ($"agent:{agent.Id}", (Func<Task>)(() => stage.Report(agent.Id, Recovery.Of(agent))));

    private static IEnumerable<(string Key, Func<Task> Settle)> TaskTroubles(Stage stage, FleetState fleet)
    {
        foreach (var task in fleet.Open)
        {
            if (task.Status is FleetTaskStatus.Failed || task.Status is FleetTaskStatus.InProgress && IsAbandoned(fleet, task))
                yield return ($"task:{task.Id}", () => stage.Requeue(task.Id));
            else if (task.Status is FleetTaskStatus.Blocked && task.BlockedBy.All(blocker => !fleet.Tasks.ContainsKey(blocker)))
                yield return ($"task:{task.Id}", () => stage.Wait(task.Id, []));
        }
    }

    private static bool IsAbandoned(FleetState fleet, FleetTask task) => task.AgentId is not { } holder || !fleet.Agents.ContainsKey(holder);
}
