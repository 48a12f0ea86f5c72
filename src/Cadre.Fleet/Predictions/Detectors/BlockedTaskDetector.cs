namespace Cadre.Fleet;

/// <summary>A blocked task that ties up an agent or other tasks, or that nothing will ever set free.</summary>
/// <remarks>
/// A long chain is reported where it begins: a task that waits for one that is reported itself (blocked, failed, left behind, or held by an
/// agent that is blocked) adds nothing. A task in a circle is the circle's trouble, unless others wait for it.
/// </remarks>
internal sealed class BlockedTaskDetector : IConflictDetector
{
    public IEnumerable<Prediction> Detect(Situation situation)
    {
        for (var node = 0; node < situation.Unfinished.Length; node++)
        {
            var task = situation.Unfinished[node];
            if (task.Status is not FleetTaskStatus.Blocked || IsPlanned(situation, task, node)) continue;
            if (Examine(situation, task) is { } prediction) yield return prediction;
        }
    }

    /// <summary>Plans hold thousands of tasks that only wait their turn, held by nobody and with nothing behind them.</summary>
    private static bool IsPlanned(Situation situation, FleetTask task, int node) =>
        task.Holder() is null && !situation.Tasks.IsAwaited(node) && situation.Tasks.WaitsForUnfinishedOnly(node);

    private static Prediction? Examine(Situation situation, FleetTask task)
    {
        if (IsTroubled(situation.HolderOf(task))) return null;
        var blockers = Blockers.Of(task, situation.State);
        if (!blockers.LeaveStuck && blockers.Known.Exists(blocker => IsReportedItself(situation, task, blocker))) return null;
        var heldUp = situation.HeldUpBy(task);
        var matters = heldUp.Any || !situation.Circles.Contain(task.Id) && (blockers.LeaveStuck || blockers.TieUp(task.Holder()));
        return matters ? Describe(situation, task, blockers, heldUp) : null;
    }

    private static bool IsReportedItself(Situation situation, FleetTask task, FleetTask blocker) =>
        !situation.Circles.Join(task.Id, blocker.Id)
        && (blocker.Status is FleetTaskStatus.Blocked or FleetTaskStatus.Failed
            || IsTroubled(situation.HolderOf(blocker))
            || OrphanedTaskDetector.ReasonFor(situation, blocker) is not null);

    private static bool IsTroubled(Agent? holder) => holder?.Status is AgentStatus.Blocked or AgentStatus.Error;

    private static Prediction Describe(Situation situation, FleetTask task, Blockers blockers, HeldUpTasks heldUp) => new()
    {
        Id = PredictionIds.Of(PredictionKinds.BlockedOutput, task.Id),
        Kind = PredictionKinds.BlockedOutput,
        Summary = Summary(task, blockers, heldUp),
        Agents = [.. blockers.Known.Concat([task, .. heldUp.Directly]).Select(other => other.Holder()).OfType<AgentId>().Select(agent => agent.Value).Distinct()],
        Tasks = [task.Id, .. heldUp.Directly.Select(other => other.Id)],
        Risk = Risks.Together(blockers.Weight, blockers.TieUp(task.Holder()) ? Risks.WaitingAgent : 0, heldUp.Weight),
        Reasons = [.. blockers.Reasons(), .. Reasons(situation, task, blockers), .. heldUp.Reason],
        RootCauses = situation.RootCausesOf(task.Id),
        SuggestedActions = [.. Actions(situation, task, blockers)],
    };

    private static IEnumerable<string> Reasons(Situation situation, FleetTask task, Blockers blockers)
    {
        if (situation.Circles.Contain(task.Id)) yield return "waits in a circle";
        if (task.Holder() is { } holder && blockers.TieUp(holder)) yield return $"{holder} holds it and cannot go on";
    }

    private static string Summary(FleetTask task, Blockers blockers, HeldUpTasks heldUp)
    {
        var trouble = blockers switch
        {
            { IsNone: true } => $"Task {Wording.Titled(task)} is blocked but waits for nothing any more",
            { Unknown.Count: > 0 } => $"Task {Wording.Titled(task)} waits for {Wording.Names(blockers.Unknown)}, unknown to the fleet",
            _ => $"Task {Wording.Titled(task)} waits for {Wording.Names(blockers.Known.Select(blocker => blocker.Id))}",
        };
        return heldUp.Any ? $"{trouble}, and {Wording.Wait(heldUp.Count, "task")} behind it" : trouble;
    }

    private static IEnumerable<SuggestedAction> Actions(Situation situation, FleetTask task, Blockers blockers)
    {
        if (blockers.Unknown.Count > 0)
        {
            yield return TaskActions.StopWaiting(task, blockers.Unknown[0], situation.State);
            yield break;
        }
        if (blockers.Known.Find(blocker => blocker.Holder() is null) is { } free && situation.Work.FreeAgent(task.Holder()) is { } agent)
            yield return TaskActions.Assign(free.Id, agent.Id);
        yield return TaskActions.Unblock(task.Id);
    }

    /// <summary>What a blocked task waits for.</summary>
    private sealed record Blockers(List<TaskId> Unknown, List<FleetTask> Known)
    {
        private const int MostNamed = 3;

        private List<FleetTask> NotStarted => Known.FindAll(task => task.Status is not FleetTaskStatus.InProgress);

        public bool IsNone => Unknown.Count == 0 && Known.Count == 0;

        /// <summary>Whether nothing that was reported will ever set the task free.</summary>
        public bool LeaveStuck => IsNone || Unknown.Count > 0;

        /// <summary>Whether an agent that holds the task is kept from working; one that works on a blocker itself is not.</summary>
        public bool TieUp(AgentId? holder) =>
            holder is not null && !Known.Exists(blocker => blocker.Status is FleetTaskStatus.InProgress && blocker.Holder() == holder);

        public double Weight => LeaveStuck ? Risks.TaskStuck : NotStarted.Count > 0 ? Risks.BlockerNotStarted : Risks.BlockerInProgress;

        public static Blockers Of(FleetTask task, FleetState state)
        {
            var blockers = new Blockers([], []);
            foreach (var id in task.BlockedBy.Distinct().OrderBy(id => id.Value))
            {
                if (state.Tasks.Find(id) is not { } blocker) blockers.Unknown.Add(id);
                else if (blocker.IsUnfinished()) blockers.Known.Add(blocker);
            }
            return blockers;
        }

        public IEnumerable<string> Reasons()
        {
            if (IsNone) yield return "all that it waited for is done or was never named, so nothing will set it free";
            if (Unknown.Count > 0) yield return $"waits for {Wording.Names(Unknown)}, unknown to the fleet";
            if (NotStarted.Count > 0) yield return $"waits for {Wording.Names(NotStarted.Select(task => task.Id))}, not being worked on";
            foreach (var task in Known.Except(NotStarted).Take(MostNamed)) yield return $"waits for #{task.Id}, which {task.Holder()} works on{Progress(task)}";
        }

        private static string Progress(FleetTask task) => task.Progress is { } percent ? FormattableString.Invariant($" ({percent:0} % done)") : "";
    }
}
