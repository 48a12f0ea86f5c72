using FsCheck;
using FsCheck.Fluent;

namespace Cadre.Fleet.Tests.Properties;

/// <summary>Random proposals about a small fleet, so that they meet: few ids, times close together, some of everything that is wrong.</summary>
internal static class Proposals
{
    private static readonly Gen<AgentId> AgentIds = Gen.Elements("a1", "a2", "a3", "ghost").Select(AgentId.Parse);
    private static readonly Gen<TaskId> TaskIds = Gen.Elements<long>(1, 2, 3, 4, 5, 99).Select(id => new TaskId(id));
    private static readonly Gen<long> Times = Gen.Frequency((1, Gen.Constant(0L)), (9, Gen.Choose(0, 60).Select(s => Fixture.T0 + (s * 1000L))));
    private static readonly Gen<double?> Progress = Gen.Elements<double?>(null, 0, 12.5, 33, 50, 99.9, 100, 140, -1);
    private static readonly Gen<AgentStatus> AgentStatuses = Gen.Elements(Enum.GetValues<AgentStatus>());
    private static readonly Gen<FleetTaskStatus> TaskStatuses = Gen.Elements(Enum.GetValues<FleetTaskStatus>());
    private static readonly Gen<ImmutableArray<TaskId>> Blockers = TaskIds.ListOf(3).Select(ids => ids.ToImmutableArray());
    private static readonly Gen<string> Words = Gen.Elements("deploy", "Übung ✓", "a\nb", "<b>", "path/to~it", "1", "");
    private static readonly Gen<JsonElement?> Metas = Gen.Elements<JsonElement?>(
        null, null, JsonElement.Parse("""{"kpi":1.0,"big":12345678901234567890123,"e":1e5,"t":"é<\u00e9"}"""), JsonElement.Parse("{}"));

    private static readonly Gen<CurrentTask?> CurrentTasks =
        from id in TaskIds
        from none in Gen.Elements(true, false)
        select none ? null : new CurrentTask(id, $"Task {id}");

    private static readonly Gen<Agent> Agents =
        from id in AgentIds
        from status in AgentStatuses
        from current in CurrentTasks
        from time in Times
        from word in Words
        from meta in Metas
        from progress in Progress
        select new Agent
        {
            Id = id, Status = status, CurrentTask = current, Timestamp = time, Blocker = word, Meta = meta, Progress = progress, Dependencies = [word, "a1"],
        };

    private static readonly Gen<AgentPatch> Patches =
        from status in AgentStatuses
        from current in CurrentTasks
        from word in Words
        from meta in Metas
        from progress in Progress
        from shape in Gen.Choose(0, 7)
        select shape switch
        {
            0 => new AgentPatch(),
            1 => new AgentPatch { Status = status },
            2 => new AgentPatch { Status = status, CurrentTask = current, Progress = progress },
            3 => new AgentPatch { Blocker = word, ContextTokens = 12, TasksCompleted = 3 },
            4 => new AgentPatch { Meta = meta, RiskScore = 70, BlockedTasks = ImmutableArray.Create(word), DelayedOutputs = ImmutableArray<string>.Empty },
            5 => new AgentPatch { RiskScore = progress ?? 400 },
            6 => new AgentPatch { Provider = word, Type = "lead", Maturity = AgentMaturity.Autonomous },
            _ => new AgentPatch { Blocker = new(null), Dependencies = ImmutableArray.Create("a1", "a2") },
        };

    private static readonly Gen<FleetTask> FleetTasks =
        from id in TaskIds
        from none in Gen.Choose(0, 3)
        from status in TaskStatuses
        from blockers in Blockers
        from time in Times
        from progress in Progress
        from holder in AgentIds
        select new FleetTask
        {
            Id = none == 0 ? default : id, Title = $"Task {id}", Status = status, BlockedBy = blockers, Timestamp = time, Progress = progress,
            AgentId = status is FleetTaskStatus.InProgress ? holder : null,
        };

    private static readonly Gen<ActivityItem> Items =
        from time in Gen.Elements("2023-11-14T22:13:20.000Z", "1700000000000", "", "2023-11-14T22:13:30Z", "yesterday", "Tue, 14 Nov 2023 22:13:20 GMT")
        from type in Gen.Elements("commit_created", "task_completed", "test_result", "custom", "")
        from word in Words
        from meta in Metas
        select new ActivityItem { Timestamp = time, Type = type, Agent = "a1", Message = word, Detail = meta };

    private static readonly Gen<Claim> Claims =
        from agent in AgentIds
        from resource in Gen.Elements("path:src/**", "path:src/a.cs", "path:docs/*", "port:5432", "port:80", "nonsense")
        from mode in Gen.Elements(ClaimMode.Exclusive, ClaimMode.Shared)
        from seconds in Gen.Elements(-10, 5, 60, 600, 3_600, 100_000)
        select new Claim { Id = default, AgentId = agent, Resource = resource, Mode = mode, ExpiresAt = Fixture.T0 + (seconds * 1000L) };

    private static readonly Gen<ClaimId> ClaimIds = Gen.Elements("claim-1", "claim-2", "claim-3").Select(id => new ClaimId(id));

    /// <summary>Any event, of every kind.</summary>
    public static Gen<FleetEvent> Events { get; } = Gen.Frequency(
        (8, Agents.Select(FleetEvent (agent) => new AgentCreated(agent))),
        (5, from id in AgentIds from patch in Patches from time in Times select (FleetEvent)new AgentUpdated(id, patch, time)),
        (3, from id in AgentIds from time in Times select (FleetEvent)new AgentRetired(id, time)),
        (1, from id in AgentIds from time in Times select (FleetEvent)new AgentUnblocked(id, time)),
        (6, FleetTasks.Select(FleetEvent (task) => new TaskCreated(task))),
        (5, from task in TaskIds from agent in AgentIds from word in Words from time in Times select (FleetEvent)new TaskAssigned(task, agent, word, time)),
        (6, from task in TaskIds from status in TaskStatuses from progress in Progress from time in Times select (FleetEvent)new TaskStatusChanged(task, status, progress, time)),
        (4, from task in TaskIds from blockers in Blockers from time in Times select (FleetEvent)new TaskBlocked(task, blockers, time)),
        (4, from task in TaskIds from time in Times select (FleetEvent)new TaskUnblocked(task, time)),
        (3, from task in TaskIds from word in Words from status in TaskStatuses from time in Times
            select (FleetEvent)new TaskUpdated(task, new() { Title = word, Status = status }, time)),
        (2, Items.Select(FleetEvent (item) => new ActivityAdded(item))),
        (1, from done in Gen.Choose(0, 3) from all in Gen.Choose(0, 3) from percent in Gen.Elements(0, 33.3, 50, 100)
            select (FleetEvent)new ProgressUpdated(new(done, all, percent))),
        (9, Claims.Select(FleetEvent (claim) => new ClaimAcquired(claim))),
        (8, from id in ClaimIds from seconds in Gen.Choose(1, 1_000) select (FleetEvent)new ClaimRenewed(id, Fixture.T0 + (seconds * 1000L), 0)),
        (5, from id in ClaimIds from reason in Gen.Elements(Enum.GetValues<ClaimReleaseReason>()) select (FleetEvent)new ClaimReleased(id, reason, 0)),
        (2, from agent in Agents from task in FleetTasks from item in Items from time in Times
            select (FleetEvent)new FleetResynced([agent], [task], [item], time)),
        (1, Agents.ListOf(2).Select(FleetEvent (agents) => new AgentsLoaded([.. agents]))),
        (1, Gen.Elements(true, false).Select(FleetEvent (up) => new ConnectionChanged(up))));

    /// <summary>A proposal and when and how it reaches the hub.</summary>
    public static Gen<(FleetEvent Proposal, DecisionContext Context)> Decisions { get; } =
        from proposal in Events
        from seconds in Gen.Choose(-5, 70)
        from strict in Gen.Elements(true, false)
        select (proposal, Fixture.At(Fixture.T0 + (seconds * 1000L), strict));
}
