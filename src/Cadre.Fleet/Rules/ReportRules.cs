using System.Collections.Immutable;
using System.Globalization;

namespace Cadre.Fleet;

/// <summary>Reports that are no change of one entity: activity, progress, and full lists.</summary>
internal static class ReportRules
{
    /// <summary>Senders round percentages to one decimal.</summary>
    private const double PercentageTolerance = 0.1;

    public static Decision Add(ActivityItem item, DecisionContext context)
    {
        if (context.Limits.Check(item) is { } problem) return Answers.Refuse(problem);
        return ActivityTime.TryRead(item.Timestamp, context.Now, out var timestamp)
            ? Answers.Accept(new ActivityAdded(item with { Timestamp = timestamp }))
            : Answers.Refuse(Answers.Invalid("/timestamp", $"'{item.Timestamp}'", ActivityTime.Expected));
    }

    public static Decision Update(FleetState state, ProjectProgress progress)
    {
        var problem = EntityChecks.NotNegative(progress.CompletedTasks, "/completedTasks") ?? EntityChecks.NotNegative(progress.TotalTasks, "/totalTasks");
        if (problem is not null) return Answers.Refuse(problem);
        if (progress.CompletedTasks > progress.TotalTasks)
        {
            var most = progress.TotalTasks.ToString(CultureInfo.InvariantCulture);
            return Answers.Refuse(Answers.Invalid(
                "/completedTasks", progress.CompletedTasks.ToString(CultureInfo.InvariantCulture), $"at most the number of all tasks, {most}"));
        }
        var exact = ProjectProgress.Of(progress.CompletedTasks, progress.TotalTasks);
        if (!(Math.Abs(exact.Percentage - progress.Percentage) <= PercentageTolerance + 1e-9))
        {
            return Answers.Refuse(Answers.Invalid(
                "/percentage", progress.Percentage.ToString(CultureInfo.InvariantCulture), $"{exact.Percentage.ToString(CultureInfo.InvariantCulture)} within 0.1"));
        }
        return exact == state.Progress ? new Decision.Ignored("the progress is known already") : Answers.Accept(new ProgressUpdated(exact));
    }

    public static Decision Load(FleetState state, AgentsLoaded loaded, DecisionContext context) =>
        CheckAgents(loaded.Agents, context) ?? Answers.Accept(new AgentsLoaded(Stamped(state, loaded.Agents, context)));

    public static Decision Resync(FleetState state, FleetResynced resync, DecisionContext context)
    {
        if ((CheckAgents(resync.Agents, context) ?? CheckTasks(resync.Tasks, context)) is { } refusal) return refusal;
        var activity = resync.Activity.Take(FleetState.MaxActivity).ToList();
        for (var i = 0; i < activity.Count; i++)
        {
            if (context.Limits.Check(activity[i]) is { } problem) return Answers.Refuse(problem with { Pointer = $"/activity/{i}{problem.Pointer}" });
            if (!ActivityTime.TryRead(activity[i].Timestamp, context.Now, out var timestamp))
                return Answers.Refuse(Answers.Invalid($"/activity/{i}/timestamp", $"'{activity[i].Timestamp}'", ActivityTime.Expected));
            activity[i] = activity[i] with { Timestamp = timestamp };
        }
        var stamp = Math.Max(context.Stamp(resync.Timestamp, 0), state.LastSync);
        var fact = new FleetResynced(Stamped(state, resync.Agents, context), Stamped(state, resync.Tasks, context), [.. activity], stamp);
        var progress = ProjectProgress.Of(resync.Tasks.Count(task => task.Status is FleetTaskStatus.Completed), resync.Tasks.Length);
        return progress == state.Progress || resync.Tasks.IsEmpty ? Answers.Accept(fact) : Answers.Accept(fact, new ProgressUpdated(progress));
    }

    private static Decision? CheckAgents(ImmutableArray<Agent> agents, DecisionContext context) => agents.Length > context.Limits.MaxAgents
        ? Answers.LimitReached("agents", context.Limits.MaxAgents)
        : CheckEach(agents, "agents", context.Limits.Check, agent => agent.Id.Value);

    private static Decision? CheckTasks(ImmutableArray<FleetTask> tasks, DecisionContext context) => tasks.Length > context.Limits.MaxTasks
        ? Answers.LimitReached("tasks", context.Limits.MaxTasks)
        : CheckEach(tasks, "tasks", task => EntityChecks.Id(task.Id, "/id") ?? context.Limits.Check(task), task => task.Id.ToString());

    private static Decision? CheckEach<T>(ImmutableArray<T> entities, string list, Func<T, FleetProblem?> check, Func<T, string> idOf)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < entities.Length; i++)
        {
            var problem = check(entities[i]) ?? (seen.Add(idOf(entities[i])) ? null : Answers.Invalid("/id", $"'{idOf(entities[i])}' again", "each id once"));
            if (problem is not null) return Answers.Refuse(problem with { Pointer = $"/{list}/{i}{problem.Pointer}" });
        }
        return null;
    }

    /// <summary>A full list replaces newer entities as well; its entities then bear the time that is known, so that time does not run back.</summary>
    private static ImmutableArray<Agent> Stamped(FleetState state, ImmutableArray<Agent> agents, DecisionContext context) => [.. agents.Select(agent =>
    {
        var known = state.Agents.Find(agent.Id);
        return agent with
        {
            Timestamp = Math.Max(context.Stamp(agent.Timestamp, 0), known?.Timestamp ?? 0),
            Version = (known?.Version ?? 0) + 1,
        };
    })];

    private static ImmutableArray<FleetTask> Stamped(FleetState state, ImmutableArray<FleetTask> tasks, DecisionContext context) => [.. tasks.Select(task =>
    {
        var known = state.Tasks.Find(task.Id);
        return task with
        {
            Timestamp = Math.Max(context.Stamp(task.Timestamp, 0), known?.Timestamp ?? 0),
            Version = (known?.Version ?? 0) + 1,
        };
    })];
}
