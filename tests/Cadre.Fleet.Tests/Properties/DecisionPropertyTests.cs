namespace Cadre.Fleet.Tests.Properties;

public sealed class DecisionPropertyTests
{
    private static readonly string[] AlwaysKept =
    [
        "activity-overflow", "agent-timestamp", "task-timestamp", "negative-tasks-completed", "duplicate-id", "progress-range", "activity-timestamp",
        "activity-message", "progress-negative", "progress-order", "progress-percentage",
    ];

    [Fact]
    public void Accepted_events_always_change_the_state() => Properties.ForAllSequences(sequence => Run(sequence, (before, e, after) =>
        after.ShouldNotBeSameAs(before, $"{e.Type} was accepted but changed nothing")));

    [Fact]
    public void Written_entities_rise_by_one_version_and_others_keep_their_reference() => Properties.ForAllSequences(sequence => Run(sequence, (before, _, after) =>
    {
        foreach (var agent in after.Agents)
        {
            var known = before.Agents.Find(agent.Id);
            if (!ReferenceEquals(known, agent)) agent.Version.ShouldBe((known?.Version ?? 0) + 1);
        }
        foreach (var task in after.Tasks)
        {
            var known = before.Tasks.Find(task.Id);
            if (!ReferenceEquals(known, task)) task.Version.ShouldBe((known?.Version ?? 0) + 1);
        }
        foreach (var claim in after.Claims)
        {
            var known = before.Claims.Find(claim.Id);
            if (!ReferenceEquals(known, claim)) claim.Version.ShouldBe((known?.Version ?? 0) + 1);
        }
    }));

    [Fact]
    public void Timestamps_never_decrease() => Properties.ForAllSequences(sequence => Run(sequence, (before, e, after) =>
    {
        foreach (var agent in after.Agents) agent.Timestamp.ShouldBeGreaterThanOrEqualTo(before.Agents.Find(agent.Id)?.Timestamp ?? 1, e.Type);
        foreach (var task in after.Tasks) task.Timestamp.ShouldBeGreaterThanOrEqualTo(before.Tasks.Find(task.Id)?.Timestamp ?? 1, e.Type);
    }));

    [Fact]
    public void Ranges_and_windows_hold() => Properties.ForAllSequences(sequence => Run(sequence, (_, _, after) =>
        FleetInvariants.Check(after).Where(violation => AlwaysKept.Contains(violation.Rule)).ShouldBeEmpty()));

    [Fact]
    public void Progress_counts_the_tasks_after_every_change_of_their_number_or_completion() => Properties.ForAllSequences(sequence =>
    {
        var state = FleetState.Empty;
        foreach (var (proposal, context) in sequence)
        {
            if (FleetRules.Decide(state, proposal, context) is not Decision.Accepted accepted) continue;
            var after = accepted.Events.Aggregate(state, FleetReducer.Apply);
            var (was, now) = (Counts(state), Counts(after));
            if (was != now && after.Tasks.Count > 0) after.Progress.ShouldBe(ProjectProgress.Of(now.Completed, now.Total));
            state = after;
        }
    });

    [Fact]
    public void Index_of_tasks_follows_from_the_tasks() => Properties.ForAllSequences(sequence => Run(sequence, (_, _, after) =>
    {
        var expected = TaskIndex.Of(after.Tasks);
        after.TaskIndex.Completed.ShouldBe(expected.Completed);
        after.TaskIndex.HighestId.ShouldBe(expected.HighestId);
        after.TaskIndex.Dependents.OrderBy(entry => entry.Key.Value).Select(entry => (entry.Key, string.Join(',', entry.Value)))
            .ShouldBe(expected.Dependents.OrderBy(entry => entry.Key.Value).Select(entry => (entry.Key, string.Join(',', entry.Value))));
    }));

    [Fact]
    public void No_two_live_claims_of_different_agents_exclude_each_other() => Properties.ForAllSequences(sequence => Run(sequence, (_, e, after) =>
    {
        if (e is not ClaimAcquired { Claim: var claim }) return;
        after.Claims.Where(other => other.AgentId != claim.AgentId && other.ExpiresAt > claim.AcquiredAt)
            .Where(other => other.Mode is ClaimMode.Exclusive || claim.Mode is ClaimMode.Exclusive)
            .ShouldAllBe(other => !ClaimResource.Overlap(other.Resource, claim.Resource));
    }));

    [Fact]
    public void Decisions_are_pure() => Properties.ForAllSequences(sequence =>
    {
        var state = FleetState.Empty;
        foreach (var (proposal, context) in sequence)
        {
            var (first, second) = (FleetRules.Decide(state, proposal, context), FleetRules.Decide(state, proposal, context));
            Described(first).ShouldBe(Described(second));
            if (first is Decision.Accepted accepted) state = accepted.Events.Aggregate(state, FleetReducer.Apply);
        }
    });

    [Fact]
    public void Refusals_say_what_and_what_would_be_right() => Properties.ForAllSequences(sequence =>
    {
        var state = FleetState.Empty;
        foreach (var (proposal, context) in sequence)
        {
            switch (FleetRules.Decide(state, proposal, context))
            {
                case Decision.Refused { Problem: var problem }:
                    problem.Detail.ShouldNotBeNullOrWhiteSpace();
                    problem.Code.ShouldNotBeNullOrWhiteSpace();
                    break;
                case Decision.Ignored { Reason: var reason }:
                    reason.ShouldNotBeNullOrWhiteSpace();
                    break;
                case Decision.Accepted accepted:
                    state = accepted.Events.Aggregate(state, FleetReducer.Apply);
                    break;
            }
        }
    });

    /// <summary>Decides and applies a sequence and shows each single step.</summary>
    internal static void Run(
        IReadOnlyList<(FleetEvent Proposal, DecisionContext Context)> sequence, Action<FleetState, FleetEvent, FleetState> step)
    {
        var state = FleetState.Empty;
        foreach (var (proposal, context) in sequence)
        {
            if (FleetRules.Decide(state, proposal, context) is not Decision.Accepted accepted) continue;
            foreach (var e in accepted.Events)
            {
                var after = FleetReducer.Apply(state, e);
                step(state, e, after);
                state = after;
            }
        }
    }

    private static (int Completed, int Total) Counts(FleetState state) =>
        (state.Tasks.Count(task => task.Status is FleetTaskStatus.Completed), state.Tasks.Count);

    private static string Described(Decision decision) => decision switch
    {
        Decision.Accepted accepted => string.Join('\n', accepted.Events.Select(e => e.Type + Fixture.Text(json => FleetJson.WriteEventData(json, e)))),
        Decision.Refused refused => Fixture.Text(json =>
        {
            json.WriteStartObject();
            FleetJson.WriteProblemMembers(json, refused.Problem);
            json.WriteEndObject();
        }),
        _ => decision.ToString(),
    };
}
