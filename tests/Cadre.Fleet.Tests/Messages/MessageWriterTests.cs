using Cadre.Conformance;
using Cadre.Fleet.Tests.Properties;

namespace Cadre.Fleet.Tests.Messages;

public sealed class MessageWriterTests
{
    /// <summary>Members of an agent that the messages have no room for: a client learns them when it loads the fleet.</summary>
    private static readonly string[] NeverTold = ["blocker", "context_tokens", "tasks_completed", "maturity"];

    /// <summary>Every single message, mapped and reduced by a client of the contract, takes it from the state before to the state after.</summary>
    [Fact]
    public void Client_that_maps_and_reduces_what_is_written_arrives_at_the_state() => Properties.Properties.ForAllSequences(sequence =>
        DecisionPropertyTests.Run(sequence, (before, e, after) =>
        {
            if (Written(e, after) is not { } message) return;
            var action = FleetContract.MapToAction(message, 7).ShouldNotBeNull(e.Type);
            var told = FleetContract.ReadAction(Fixture.Json(action.ToJsonString()), out var problem);

            problem.ShouldBeNull(e.Type);
            var client = FleetContract.ReadState(Seen(before), out _)!;
            var difference = JsonDifference.First(Seen(after), Seen(FleetReducer.Apply(client, told!)), (member, _) => IsUntold(e, member));
            difference.ShouldBeNull($"{e.Type}: {message}");
        }));

    [Fact]
    public void Events_of_full_lists_new_tasks_titles_claims_and_connections_have_no_message()
    {
        FleetEvent[] silent =
        [
            new AgentsLoaded([]), new TaskCreated(Fixture.Task(1)), new TaskUpdated(new(1), new() { Title = "x" }, 1), new FleetResynced([], [], [], 1), new ConnectionChanged(true),
            new ClaimAcquired(new() { Id = new("c"), AgentId = Fixture.Id("a"), Resource = "port:1" }), new ClaimRenewed(new("c"), 9, 1), new ClaimReleased(new("c"), default, 1),
        ];

        foreach (var e in silent) Written(e, FleetState.Empty).ShouldBeNull(e.Type);
        EventTypes.All.Except(silent.Select(e => e.Type)).ShouldBe(
        [
            "agent.created", "agent.updated", "agent.retired", "task.assigned", "task.status_changed", "task.blocked", "task.unblocked", "activity.added", "progress.updated",
        ]);
    }

    [Fact]
    public void Message_bears_project_cursor_and_time()
    {
        var state = Fixture.State(new AgentCreated(Fixture.Agent("a", AgentStatus.Error)));

        Text(new AgentUpdated(Fixture.Id("a"), new() { RiskScore = 5 }, Fixture.T0), state, "e:12").ShouldBe(
            """{"type":"agent_status_changed","project_id":7,"cursor":"e:12","timestamp":1700000000000,"agent_id":"a","status":"blocked","current_task":null,"progress":null,"blocker":"error","context_tokens":0,"tasks_completed":0}""");
        Text(new ProgressUpdated(new(1, 3, 100.0 / 3)), state, null).ShouldBe(
            """{"type":"progress_update","project_id":7,"timestamp":5,"completed_tasks":1,"total_tasks":3,"percentage":33.333333333333336}""");
    }

    [Fact]
    public void Commit_is_told_with_its_detail_but_detail_never_overwrites_the_envelope()
    {
        var item = Fixture.Activity("m") with { Type = "commit_created", Agent = "a", Detail = Fixture.Json("""{"files_changed":["a"],"type":"evil","cursor":"evil","agent":"evil"}""") };

        Text(new ActivityAdded(item), FleetState.Empty, null).ShouldBe(
            """{"type":"commit_created","project_id":7,"timestamp":"2023-11-14T22:13:21.000Z","agent":"a","message":"m","files_changed":["a"]}""");
    }

    [Fact]
    public void What_a_hub_tells_another_hub_reads() => Properties.Properties.ForAllSequences(sequence => DecisionPropertyTests.Run(sequence, (_, e, after) =>
    {
        if (Written(e, after) is { } message) FleetContract.ReadMessage(message, 7).ShouldBeOfType<MessageReading.Proposals>(message.ToString());
    }));

    private static bool IsUntold(FleetEvent e, string member) => NeverTold.Contains(member) || e switch
    {
        AgentCreated => member is "status" or "current_task" or "progress",
        AgentUpdated => member is "type" or "provider",
        _ => false,
    };

    private static JsonElement Seen(FleetState state) => Fixture.Json(json => FleetContract.WriteState(json, state));

    private static JsonElement? Written(FleetEvent e, FleetState after)
    {
        var written = false;
        var text = Fixture.Text(json => written = FleetContract.WriteMessage(json, e, after, 7, null));
        return written ? Fixture.Json(text) : null;
    }

    private static string Text(FleetEvent e, FleetState after, string? cursor) =>
        Fixture.Text(json => FleetContract.WriteMessage(json, e, after, 7, cursor, time: 5).ShouldBeTrue());
}
