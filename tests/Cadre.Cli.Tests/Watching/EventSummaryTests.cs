using System.Text.Json;
using Cadre.Cli.Watching;
using Cadre.Fleet;

namespace Cadre.Cli.Tests.Watching;

public sealed class EventSummaryTests
{
    [Theory]
    [InlineData("agent.created", """{"agent":{"id":"ada","type":"lead"}}""", "ada joined as lead")]
    [InlineData("agents.loaded", """{"agents":[{},{}]}""", "2 agents loaded")]
    [InlineData("agent.updated", """{"agentId":"ada","changes":{"status":"blocked","blocker":"review","currentTask":null,"dependencies":[]},"timestamp":1}""", "ada: status blocked, blocker review, no currentTask, dependencies none")]
    [InlineData("agent.updated", """{"agentId":"ada","changes":{"currentTask":{"id":7,"title":"Parser"}},"timestamp":1}""", "ada: currentTask #7 Parser")]
    [InlineData("agent.retired", """{"agentId":"ada","timestamp":1}""", "ada retired")]
    [InlineData("task.created", """{"task":{"id":7,"title":"Parser"}}""", "#7 Parser")]
    [InlineData("task.updated", """{"taskId":7,"changes":{"title":"Lexer"},"timestamp":1}""", "#7: title Lexer")]
    [InlineData("task.assigned", """{"taskId":7,"agentId":"ada","title":"Parser","timestamp":1}""", "#7 → ada: Parser")]
    [InlineData("task.assigned", """{"taskId":7,"agentId":"ada","timestamp":1}""", "#7 → ada")]
    [InlineData("task.status_changed", """{"taskId":7,"status":"in_progress","progress":40,"timestamp":1}""", "#7 is in_progress, 40 %")]
    [InlineData("task.blocked", """{"taskId":7,"blockedBy":[1,2],"timestamp":1}""", "#7 waits for #1, #2")]
    [InlineData("task.unblocked", """{"taskId":7,"timestamp":1}""", "#7 waits no longer")]
    [InlineData("activity.added", """{"timestamp":"t","type":"commit","agent":"ada","message":"Fix"}""", "ada: Fix")]
    [InlineData("progress.updated", """{"completedTasks":1,"totalTasks":4,"percentage":25}""", "1 of 4 tasks, 25 %")]
    [InlineData("progress.updated", """{"completedTasks":1,"totalTasks":3,"percentage":33.333333333333336}""", "1 of 3 tasks, 33.3 %")]
    [InlineData("claim.acquired", """{"claim":{"agentId":"ada","resource":"path:src/**","mode":"exclusive"}}""", "ada holds path:src/** (exclusive)")]
    [InlineData("claim.renewed", """{"claimId":"c1","expiresAt":1,"timestamp":1}""", "c1 renewed")]
    [InlineData("claim.released", """{"claimId":"c1","reason":"expired","timestamp":1}""", "c1 expired")]
    [InlineData("fleet.resynced", """{"agents":[{}],"tasks":[],"activity":[],"timestamp":1}""", "1 agents, 0 tasks reported anew")]
    [InlineData("deploy.started", """{"target":"eu"}""", """{"target":"eu"}""")]
    [InlineData("agent.created", """{"agent":null}""", """{"agent":null}""")]
    [InlineData("agent.created", "[1]", "")]
    public void Event_is_told_in_one_line(string type, string data, string told) => EventSummary.Of(Event(type, data)).ShouldBe(told);

    [Fact]
    public void Every_type_has_words_of_its_own()
    {
        string[] told = [.. EventTypes.All.Select(type => EventSummary.Of(Event(type, "{}")))];

        // What has no words is shown as its data.
        told.Count(text => text == "{}").ShouldBe(EventTypes.All.Count(type => type is "agent.created" or "task.created" or "claim.acquired"));
    }

    [Theory]
    [InlineData("task.blocked", "{}", true)]
    [InlineData("task.status_changed", """{"status":"failed"}""", true)]
    [InlineData("agent.updated", """{"changes":{"status":"error"}}""", true)]
    [InlineData("agent.updated", """{"changes":{"status":"running"}}""", false)]
    [InlineData("task.unblocked", "{}", false)]
    public void Trouble_is_recognised(string type, string data, bool trouble) => EventSummary.NeedsAttention(Event(type, data)).ShouldBe(trouble);

    private static HubEvent Event(string type, string data) =>
        HubEvent.Read(JsonElement.Parse($$"""{"cursor":"e1:1","type":"{{type}}","data":{{data}}}"""));
}
