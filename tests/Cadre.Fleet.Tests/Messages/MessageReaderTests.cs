namespace Cadre.Fleet.Tests.Messages;

public sealed class MessageReaderTests
{
    [Fact]
    public void Created_agent_bears_the_usual_word_for_its_kind_and_what_the_mapper_has_no_room_for() =>
        Single("""{"type":"agent_created","timestamp":"2023-11-14T22:13:20Z","agent_id":7,"agent_type":"qa","provider":"openai","context_tokens":12,"tasks_completed":3}""").ShouldBe(
            new AgentCreated(new() { Id = Fixture.Id("7"), Type = "test-engineer", Provider = "openai", ContextTokens = 12, TasksCompleted = 3, Timestamp = Fixture.T0 }));

    [Theory]
    [InlineData("backend", "backend-worker")]
    [InlineData("Frontend", "frontend-specialist")]
    [InlineData("security-auditor", "security-auditor")]
    [InlineData("", "agent")]
    public void Kind_of_agent_is_an_open_word_with_a_few_aliases(string word, string kind) =>
        Single($$"""{"type":"agent_created","timestamp":1,"agent_id":"x","agent_type":"{{word}}"}""").ShouldBeOfType<AgentCreated>().Agent.Type.ShouldBe(kind);

    [Theory]
    [InlineData("busy", AgentStatus.Running)]
    [InlineData("In Progress", AgentStatus.Running)]
    [InlineData("offline", AgentStatus.Idle)]
    [InlineData("stuck", AgentStatus.Blocked)]
    [InlineData("failed", AgentStatus.Error)]
    [InlineData("resolved", AgentStatus.Resolved)]
    public void Status_of_an_agent_may_be_an_alias(string word, AgentStatus status) =>
        Single($$"""{"type":"agent_status_changed","timestamp":1,"agent_id":"x","status":"{{word}}"}""").ShouldBeOfType<AgentUpdated>().Changes.Status.ShouldBe(status);

    [Theory]
    [InlineData("assigned", FleetTaskStatus.Pending)]
    [InlineData("doing", FleetTaskStatus.InProgress)]
    [InlineData("done", FleetTaskStatus.Completed)]
    [InlineData("cancelled", FleetTaskStatus.Failed)]
    public void Status_of_a_task_may_be_an_alias(string word, FleetTaskStatus status) =>
        Single($$"""{"type":"task_status_changed","timestamp":1,"task_id":1,"status":"{{word}}","progress":40}""").ShouldBe(new TaskStatusChanged(new(1), status, 40, 1));

    [Fact]
    public void Idle_agent_without_task_has_none_and_working_agent_keeps_its_own()
    {
        Patch("""{"type":"agent_status_changed","timestamp":1,"agent_id":"x","status":"idle"}""").ShouldBe(
            new() { Status = AgentStatus.Idle, CurrentTask = new(null), Progress = new(null) });
        Patch("""{"type":"agent_status_changed","timestamp":1,"agent_id":"x","status":"working"}""").ShouldBe(new() { Status = AgentStatus.Running });
        Patch("""{"type":"agent_status_changed","timestamp":1,"agent_id":"x","status":"blocked","blocker":"needs key","context_tokens":5}""").ShouldBe(
            new() { Status = AgentStatus.Blocked, Blocker = "needs key", ContextTokens = 5 });
    }

    [Fact]
    public void Unknown_status_is_refused_with_what_is_allowed()
    {
        var problem = Refused("""{"type":"agent_status_changed","timestamp":1,"agent_id":"x","status":"wroking"}""");

        problem.ShouldSatisfyAllConditions(
            p => p.Pointer.ShouldBe("/status"), p => p.Value.ShouldBe("wroking"), p => p.Allowed!.Value.ShouldContain("working"), p => p.DidYouMean.ShouldBe("working"));
    }

    [Theory]
    [InlineData("""{"type":"agent_retired","timestamp":1}""", "/agent_id")]
    [InlineData("""{"type":"agent_retired","timestamp":1,"agent_id":{}}""", "/agent_id")]
    [InlineData("""{"type":"task_assigned","timestamp":1,"agent_id":"x","task_id":1.5}""", "/task_id")]
    [InlineData("""{"type":"task_blocked","timestamp":1,"task_id":1,"blocked_by":[1,"x"]}""", "/blocked_by/1")]
    [InlineData("""{"type":"task_status_changed","timestamp":1,"task_id":1}""", "/status")]
    [InlineData("""{"type":"task_status_changed","timestamp":1,"task_id":1,"status":"done","progress":"40"}""", "/progress")]
    [InlineData("""{"type":"agent_status_changed","timestamp":1,"agent_id":"x","status":"idle","current_task":"T1"}""", "/current_task")]
    [InlineData("""{"type":"agent_created","timestamp":1,"agent_id":"x","agent_type":[]}""", "/agent_type")]
    [InlineData("""{"type":"progress_update","completed_tasks":1}""", "/total_tasks")]
    [InlineData("""{"timestamp":1}""", "/type")]
    [InlineData("""{"type":7}""", "/type")]
    [InlineData("[]", "")]
    public void Wrong_member_is_named_as_it_stands_in_the_message(string message, string pointer) => Refused(message).Pointer.ShouldBe(pointer);

    [Theory]
    [InlineData("\"timestamp\":null")]
    [InlineData("\"timestamp\":0")]
    [InlineData("\"timestamp\":-5")]
    [InlineData("\"timestamp\":\"\"")]
    [InlineData("\"timestamp\":\"soon\"")]
    [InlineData("\"timestamp\":\"1700000000000\"")]
    [InlineData("\"timestamp\":1e999")]
    [InlineData("\"x\":1")]
    public void Message_without_a_usable_time_is_dropped(string member)
    {
        Dropped($$"""{"type":"agent_retired","agent_id":"x",{{member}}}""").ShouldContain("no usable timestamp");
        Dropped($$"""{"type":"blocker_created","blocker":{"agent_id":"x","question":"q"},{{member}}}""").ShouldContain("no usable timestamp");
    }

    [Theory]
    [InlineData("""{"type":"agent_create","timestamp":1}""", "unknown message type 'agent_create'; did you mean 'agent_created'?")]
    [InlineData("""{"type":"subscribed","timestamp":1}""", "unknown message type 'subscribed'")]
    [InlineData("""{"type":"__proto__"}""", "unknown message type '__proto__'")]
    [InlineData("""{"type":"agent_retired","agent_id":"x","timestamp":1,"project_id":2}""", "the message is for project 2, not for 1")]
    public void Message_for_somebody_else_is_dropped_with_the_reason(string message, string reason) => Dropped(message).ShouldBe(reason);

    [Fact]
    public void Commit_becomes_activity_of_its_agent_with_everything_told_kept_as_detail() =>
        Item("""
            {"type":"commit_created","project_id":1,"timestamp":"2025-12-31T03:25:50Z","agent_id":"gastown/crew/joe","task_id":1,
             "commit_hash":"d55858b554","commit_message":"Fix GUPP: inject\n\nlong text","files_changed":["a.go", 1.0]}
            """).ShouldSatisfyAllConditions(
            item => item.Type.ShouldBe("commit_created"),
            item => item.Agent.ShouldBe("gastown/crew/joe"),
            item => item.Message.ShouldBe("committed d55858b554: Fix GUPP: inject"),
            item => item.Timestamp.ShouldBe("2025-12-31T03:25:50Z"),
            item => item.Detail!.Value.GetRawText().ShouldBe(
                """{"task_id":1,"commit_hash":"d55858b554","commit_message":"Fix GUPP: inject\n\nlong text","files_changed":["a.go",1.0]}"""));

    [Theory]
    [InlineData("""{"type":"test_result","timestamp":1,"status":"passed","passed":12,"failed":1,"errors":0,"skipped":2}""", "tests: 12 passed, 1 failed, 2 skipped")]
    [InlineData("""{"type":"test_result","timestamp":1,"status":"passed"}""", "tests: passed")]
    [InlineData("""{"type":"test_result","timestamp":1}""", "tests")]
    [InlineData("""{"type":"test_result","timestamp":1,"message":"all green"}""", "all green")]
    [InlineData("""{"type":"commit_created","timestamp":1}""", "committed")]
    [InlineData("""{"type":"correction_attempt","timestamp":1,"attempt_number":1,"max_attempts":3,"status":"failed","error_summary":"boom"}""", "correction attempt 1 of 3 failed: boom")]
    [InlineData("""{"type":"correction_attempt","timestamp":1}""", "correction attempt")]
    [InlineData("""{"type":"activity_update","timestamp":1,"activity_type":"task_completed"}""", "task completed")]
    public void Activity_speaks_to_people(string message, string text) => Item(message).Message.ShouldBe(text);

    [Fact]
    public void Activity_of_nobody_is_the_systems()
    {
        var item = Item("""{"type":"activity_update","timestamp":1700000000000,"message":"hello"}""");

        item.ShouldBe(new() { Timestamp = "2023-11-14T22:13:20.000Z", Type = "activity_update", Agent = "system", Message = "hello" });
    }

    [Fact]
    public void Blocking_question_blocks_its_agent_and_is_told()
    {
        var events = Proposals("""
            {"type":"blocker_created","project_id":1,"blocker":{"id":123,"agent_id":"x","task_id":456,"blocker_type":"SYNC","question":"JWT or sessions?","created_at":"2023-11-14T22:13:20.123456Z"}}
            """);

        events[0].ShouldBe(new AgentUpdated(Fixture.Id("x"), new() { Status = AgentStatus.Blocked, Blocker = "JWT or sessions?" }, Fixture.T0 + 123));
        events[1].ShouldBeOfType<ActivityAdded>().Item.ShouldSatisfyAllConditions(
            item => item.Type.ShouldBe("blocker_created"), item => item.Agent.ShouldBe("x"), item => item.Message.ShouldBe("asks: JWT or sessions?"),
            item => item.Timestamp.ShouldBe("2023-11-14T22:13:20.123456Z"), item => item.Detail!.Value.GetProperty("id").GetInt32().ShouldBe(123));
    }

    [Fact]
    public void Question_that_does_not_block_is_only_told() => Proposals("""
        {"type":"blocker_created","timestamp":1,"blocker":{"agent_id":"x","blocker_type":"ASYNC","question":"tabs?"}}
        """).Single().ShouldBeOfType<ActivityAdded>();

    [Theory]
    [InlineData("""{"type":"agent_resumed","agent_id":"x","task_id":456,"resumed_at":"2023-11-14T22:13:20Z"}""", "resumed task #456")]
    [InlineData("""{"type":"blocker_expired","blocker_id":123,"agent_id":"x","question":"q","expired_at":"2023-11-14T22:13:20Z"}""", "got no answer to: q")]
    [InlineData("""{"type":"blocker_resolved","blocker_id":123,"agent_id":"x","answer":"JWT","resolved_at":"2023-11-14T22:13:20Z"}""", "blocker #123 answered: JWT")]
    public void Settled_question_unblocks_its_agent_and_is_told(string message, string text)
    {
        var events = Proposals(message);

        events[0].ShouldBe(new AgentUnblocked(Fixture.Id("x"), Fixture.T0));
        events[1].ShouldBeOfType<ActivityAdded>().Item.Message.ShouldBe(text);
    }

    [Fact]
    public void Answer_that_names_no_agent_is_only_told() =>
        Proposals("""{"type":"blocker_resolved","blocker_id":123,"answer":"JWT","resolved_at":"2023-11-14T22:13:20Z"}""")
            .Single().ShouldBeOfType<ActivityAdded>().Item.Agent.ShouldBe("system");

    [Theory]
    [InlineData("""{"type":"agent_retired","agent_id":"\ud800","timestamp":1}""")]
    [InlineData("""{"type":"activity_update","message":"\udc00","timestamp":1}""")]
    [InlineData("""{"type":"commit_created","\ud800":1,"timestamp":1}""")]
    public void Half_a_surrogate_pair_is_refused(string message) => Refused(message).Expected.ShouldBe("well-formed Unicode");

    [Fact]
    public void Detail_too_deep_to_be_read_back_is_refused()
    {
        var deep = new string('[', 40) + new string(']', 40);

        Refused($$"""{"type":"commit_created","timestamp":1,"x":{{deep}}}""").Expected!.ShouldContain("deep");
    }

    [Fact]
    public void Nothing_that_is_json_makes_the_reader_throw() => Properties.Properties.ForAll(AnyMessage.Texts, text =>
        FleetContract.ReadMessage(Fixture.Json(text), 1).ShouldNotBeNull());

    [Fact]
    public void Whatever_the_reader_proposes_can_be_decided() => Properties.Properties.ForAll(AnyMessage.Texts, text =>
    {
        if (FleetContract.ReadMessage(Fixture.Json(text), 1) is not MessageReading.Proposals { Events: var events }) return;
        foreach (var e in events) FleetRules.Decide(FleetState.Empty, e, Fixture.At(Fixture.T0, strict: false)).ShouldNotBeNull();
    });

    private static MessageReading Read(string message) => FleetContract.ReadMessage(Fixture.Json(message), 1);

    private static ImmutableArray<FleetEvent> Proposals(string message) => Read(message).ShouldBeOfType<MessageReading.Proposals>().Events;

    private static FleetEvent Single(string message) => Proposals(message).ShouldHaveSingleItem();

    private static AgentPatch Patch(string message) => Single(message).ShouldBeOfType<AgentUpdated>().Changes;

    private static ActivityItem Item(string message) => Single(message).ShouldBeOfType<ActivityAdded>().Item;

    private static string Dropped(string message) => Read(message).ShouldBeOfType<MessageReading.Dropped>().Reason;

    private static FleetProblem Refused(string message) => Read(message).ShouldBeOfType<MessageReading.Refused>().Problem;
}
