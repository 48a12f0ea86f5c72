using System.Collections.Immutable;

namespace Cadre.Fleet;

/// <summary>Agents or tasks that wait for each other in a circle: nobody in it can go on by itself.</summary>
internal sealed class WaitForCycleDetector : IConflictDetector
{
    private const int MostLinksNamed = 8;
    private const int MostActions = 3;

    public IEnumerable<Prediction> Detect(Situation situation) =>
    [
        .. situation.Circles.OfTasks.Select(circle => OfTasks(situation.State, circle)),
        .. situation.Circles.OfAgents.Select(circle => OfAgents(situation, circle)),
    ];

    private static Prediction OfTasks(FleetState state, FleetTask[] circle)
    {
        var names = Array.ConvertAll(circle, task => $"#{task.Id}");
        var standing = circle.Count(task => task.Status is not FleetTaskStatus.InProgress);
        var holders = circle.Select(task => task.Holder()).OfType<AgentId>().Distinct().ToList();
        return new()
        {
            Id = PredictionIds.OfCircle(circle.Select(task => task.Id), circle.Length),
            Kind = PredictionKinds.WaitForCycle,
            Summary = circle.Length == 1 ? $"Task {Wording.Titled(circle[0])} waits for itself" : $"Tasks {Wording.Names(names)} wait for each other in a circle",
            Agents = [.. holders.Select(holder => holder.Value)],
            Tasks = [.. circle.Select(task => task.Id)],
            Risk = Risk(circle.Length, standing),
            Reasons =
            [
                Standing(circle.Length, "task", standing),
                .. Links(names),
            ],
            RootCauses = [.. circle.Select(task => NodeIds.Of(task.Id))],
            // The task that changed last most likely closed the circle.
            SuggestedActions = [.. circle
                .Select((task, i) => (task, next: circle[(i + 1) % circle.Length].Id))
                .OrderByDescending(link => link.task.Timestamp).ThenBy(link => link.task.Id.Value)
                .Take(MostActions)
                .Select(link => TaskActions.StopWaiting(link.task, link.next, state))],
        };
    }

    private static Prediction OfAgents(Situation situation, AgentId[] circle)
    {
        var names = Array.ConvertAll(circle, agent => agent.Value);
        var known = circle.Select(situation.State.Agents.Find).OfType<Agent>().ToList();
        var standing = circle.Length - known.Count(agent => agent.Status is not (AgentStatus.Blocked or AgentStatus.Error));
        var waits = situation.Around(circle).ToList();
        return new()
        {
            Id = PredictionIds.OfCircle(circle, circle.Length),
            Kind = PredictionKinds.WaitForCycle,
            Summary = circle.Length == 1 ? $"{names[0]} waits for itself" : $"{Wording.Names(names)} wait for each other in a circle",
            Agents = [.. names],
            Tasks = [.. waits.SelectMany(wait => new[] { wait.Task, wait.Blocker }).OfType<TaskId>().Distinct()],
            Risk = Risk(circle.Length, standing),
            Reasons =
            [
                Standing(circle.Length, "agent", standing),
                .. waits.Take(MostLinksNamed).Select(Reason),
                .. Wording.AndMore(waits.Count - MostLinksNamed, "such wait"),
            ],
            RootCauses = [.. circle.Select(NodeIds.Of)],
            SuggestedActions = Cuts(situation.State, waits),
        };
    }

    private static double Risk(int members, int standing) => Risks.Together(Risks.Circle, Risks.CircleAtStandstill * standing / members);

    private static string Standing(int members, string noun, int standing) =>
        $"{standing} of {Wording.Count(members, noun)} {(standing == 1 ? "stands" : "stand")} still";

    private static IEnumerable<string> Links(string[] names) => names
        .Take(MostLinksNamed)
        .Select((name, i) => $"{name} waits for {names[(i + 1) % names.Length]}")
        .Concat(Wording.AndMore(names.Length - MostLinksNamed, "such wait"));

    private static string Reason(AgentWait wait) => wait.Task is null
        ? $"{wait.From} depends on {wait.To}"
        : $"{wait.From} waits for {wait.To}: #{wait.Task} for #{wait.Blocker}";

    /// <summary>Cutting one link opens the circle; a link with several reasons needs all of them cut, so the ones with a single reason come first.</summary>
    private static ImmutableArray<SuggestedAction> Cuts(FleetState state, List<AgentWait> waits)
    {
        var links = waits.GroupBy(wait => (wait.From, wait.To)).OrderBy(link => link.Count()).ToList();
        var single = links.TakeWhile(link => link.Count() == 1).Take(MostActions).ToList();
        return [.. (single.Count > 0 ? single : [links[0]]).SelectMany(link => link).Select(wait => Cut(state, wait))];
    }

    private static SuggestedAction Cut(FleetState state, AgentWait wait) => wait is { Task: { } task, Blocker: { } blocker }
        ? TaskActions.StopWaiting(state.Tasks[task], blocker, state)
        : AgentActions.DropDependency(state.Agents[wait.From], wait.To.Value);
}
