using System.Text.Json;
using Cadre.Cli.Watching;

namespace Cadre.Cli.Tests.Watching;

public sealed class EventSummaryTests
{
    [Theory]
    [InlineData("agent.created", """{"agent":{"id":"ada","type":"lead"}}""", "ada joined as lead")]
    [InlineData("task.blocked", """{"taskId":7,"blockedBy":[1,2],"timestamp":1}""", "#7 is blocked by #1 and #2")]
    [InlineData("activity.added", """{"timestamp":"2026-01-01T00:00:00Z","type":"commit","agent":"ada","message":"Fix\u001b[2J"}""", "ada: Fix [2J")]
    [InlineData("deploy.started", """{"target":"eu"}""", """{"target":"eu"}""")]
    [InlineData("agent.created", """{"agent":null}""", """{"agent":null}""")]
    [InlineData("agent.created", "[1]", "")]
    public void Event_is_told_in_one_line(string type, string data, string told) => EventSummary.Of(Event(type, data)).ShouldBe(told);

    [Theory]
    [InlineData("task.blocked", """{"taskId":7,"blockedBy":[1],"timestamp":1}""", true)]
    [InlineData("task.status_changed", """{"taskId":7,"status":"failed","timestamp":1}""", true)]
    [InlineData("agent.updated", """{"agentId":"ada","changes":{"status":"error"},"timestamp":1}""", true)]
    [InlineData("agent.updated", """{"agentId":"ada","changes":{"status":"running"},"timestamp":1}""", false)]
    [InlineData("task.unblocked", """{"taskId":7,"timestamp":1}""", false)]
    [InlineData("deploy.failed", "{}", false)]
    public void Trouble_is_recognised(string type, string data, bool trouble) => EventSummary.NeedsAttention(Event(type, data)).ShouldBe(trouble);

    private static HubEvent Event(string type, string data) =>
        HubEvent.Read(JsonElement.Parse($$"""{"cursor":"e1:1","type":"{{type}}","data":{{data}}}"""));
}
