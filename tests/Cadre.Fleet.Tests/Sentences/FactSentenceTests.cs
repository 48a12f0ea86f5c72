namespace Cadre.Fleet.Tests.Sentences;

public sealed class FactSentenceTests
{
    [Theory]
    [InlineData("agent.created", """{"agent":{"id":"ada","type":"lead"}}""", "ada joined as lead")]
    [InlineData("agent.created", """{"agent":{"id":"ada","type":"lead","status":"blocked","blocker":"keys"}}""", "ada joined as lead and is blocked: keys")]
    [InlineData("agent.created", """{"agent":{"id":"ada","type":"lead","status":"running","currentTask":{"id":7,"title":"Parser"}}}""", "ada joined as lead and works on #7 \"Parser\"")]
    [InlineData("agents.loaded", """{"agents":[{"id":"ada"},{"id":"bob"}]}""", "All agents were reported anew: 2 agents")]
    [InlineData("agent.updated", """{"agentId":"ada","changes":{"status":"blocked","blocker":"waiting\nfor keys","riskScore":40.25,"dependencies":["bob","cyd"]},"timestamp":1}""", "ada is blocked: waiting for keys; has a risk of 40.3, depends on bob and cyd")]
    [InlineData("agent.updated", """{"agentId":"ada","changes":{"status":"blocked","blocker":"Which one? Tell me.","riskScore":40.25,"dependencies":["bob","cyd"]},"timestamp":1}""", "ada is blocked: Which one? Tell me; has a risk of 40.3, depends on bob and cyd")]
    [InlineData("agent.updated", """{"agentId":"ada","changes":{"status":"running","currentTask":{"id":7,"title":"Parser"},"progress":5},"timestamp":1}""", "ada is running, works on #7 \"Parser\", is at 5 %")]
    [InlineData("agent.updated", """{"agentId":"ada","changes":{"status":"resolved","riskScore":0,"blockedTasks":[],"delayedOutputs":[],"blocker":null},"timestamp":1}""", "ada is resolved")]
    [InlineData("agent.updated", """{"agentId":"ada","changes":{"status":"error","blocker":"out of memory"},"timestamp":1}""", "ada is in error: out of memory")]
    [InlineData("agent.updated", """{"agentId":"ada","changes":{"blocker":"review"},"timestamp":1}""", "ada waits for: review")]
    [InlineData("agent.updated", """{"agentId":"ada","changes":{"riskScore":0,"dependencies":[]},"timestamp":1}""", "ada has no risk, depends on nobody")]
    [InlineData("agent.updated", """{"agentId":"ada","changes":{"contextTokens":12000,"tasksCompleted":1,"meta":{"a":1}},"timestamp":1}""", "ada has completed 1 task, has 12,000 tokens in its context, reports new details")]
    [InlineData("agent.updated", """{"agentId":"ada","changes":{},"timestamp":1}""", "ada changed nothing")]
    [InlineData("agent.retired", """{"agentId":"ada","timestamp":1}""", "ada retired")]
    [InlineData("task.created", """{"task":{"id":7,"title":"Parser"}}""", "#7 \"Parser\" was created")]
    [InlineData("task.created", """{"task":{"id":7,"title":"Parser","blockedBy":[1]}}""", "#7 \"Parser\" was created, blocked by #1")]
    [InlineData("task.updated", """{"taskId":7,"changes":{"title":"Lexer"},"timestamp":1}""", "#7 is called \"Lexer\" now")]
    [InlineData("task.assigned", """{"taskId":7,"agentId":"ada","title":"Parser","timestamp":1}""", "ada took #7 \"Parser\"")]
    [InlineData("task.assigned", """{"taskId":7,"agentId":"ada","timestamp":1}""", "ada took #7")]
    [InlineData("task.status_changed", """{"taskId":7,"status":"in_progress","progress":40,"timestamp":1}""", "#7 is in progress, 40 %")]
    [InlineData("task.status_changed", """{"taskId":7,"status":"completed","progress":100,"timestamp":1}""", "#7 is completed")]
    [InlineData("task.status_changed", """{"taskId":7,"status":"failed","timestamp":1}""", "#7 failed")]
    [InlineData("task.blocked", """{"taskId":17,"blockedBy":[12,14],"timestamp":1}""", "#17 is blocked by #12 and #14")]
    [InlineData("task.unblocked", """{"taskId":7,"timestamp":1}""", "#7 is no longer blocked")]
    [InlineData("activity.added", """{"timestamp":"t","type":"commit","agent":"ada","message":"Fix\nit"}""", "ada: Fix it")]
    [InlineData("activity.added", """{"timestamp":"t","type":"commit","agent":"system","message":"Deployed"}""", "Deployed")]
    [InlineData("progress.updated", """{"completedTasks":1,"totalTasks":3,"percentage":33.333333333333336}""", "1 of 3 tasks completed, 33.3 %")]
    [InlineData("claim.acquired", """{"claim":{"id":"claim-1","agentId":"ada","resource":"path:src/**","mode":"exclusive","acquiredAt":1,"expiresAt":2,"note":"refactoring"}}""", "ada claimed path:src/**: refactoring")]
    [InlineData("claim.acquired", """{"claim":{"id":"claim-1","agentId":"ada","resource":"port:5432","mode":"shared","acquiredAt":1,"expiresAt":2}}""", "ada claimed port:5432, shared")]
    [InlineData("claim.renewed", """{"claimId":"claim-1","expiresAt":1,"timestamp":1}""", "claim-1 was renewed")]
    [InlineData("claim.released", """{"claimId":"claim-1","reason":"expired","timestamp":1}""", "claim-1 ran out")]
    [InlineData("claim.released", """{"claimId":"claim-1","reason":"retired","timestamp":1}""", "claim-1 ended with its holder")]
    [InlineData("fleet.resynced", """{"agents":[{"id":"ada"}],"tasks":[],"activity":[],"timestamp":1}""", "The fleet was reported anew: 1 agent and 0 tasks")]
    public void Fact_is_told_in_one_sentence(string type, string data, string told) => FactSentence.Of(Read(type, data)).ShouldBe(told);

    [Fact]
    public void Facts_of_the_client_are_told() =>
        new[] { true, false }.Select(connected => FactSentence.Of(new ConnectionChanged(connected))).ShouldBe(["The hub is connected", "The connection to the hub is lost"]);

    [Theory]
    [InlineData("agent.created", """{"agent":{"id":"ada","status":"error"}}""", FactTone.Bad)]
    [InlineData("agent.updated", """{"agentId":"ada","changes":{"status":"blocked"},"timestamp":1}""", FactTone.Attention)]
    [InlineData("agent.updated", """{"agentId":"ada","changes":{"status":"running","blocker":null},"timestamp":1}""", FactTone.Info)]
    [InlineData("agent.updated", """{"agentId":"ada","changes":{"status":"resolved"},"timestamp":1}""", FactTone.Good)]
    [InlineData("agent.updated", """{"agentId":"ada","changes":{"blocker":"review"},"timestamp":1}""", FactTone.Attention)]
    [InlineData("agent.updated", """{"agentId":"ada","changes":{"riskScore":90},"timestamp":1}""", FactTone.Info)]
    [InlineData("task.blocked", """{"taskId":7,"blockedBy":[1],"timestamp":1}""", FactTone.Attention)]
    [InlineData("task.unblocked", """{"taskId":7,"timestamp":1}""", FactTone.Good)]
    [InlineData("task.status_changed", """{"taskId":7,"status":"failed","timestamp":1}""", FactTone.Bad)]
    [InlineData("task.status_changed", """{"taskId":7,"status":"completed","timestamp":1}""", FactTone.Good)]
    [InlineData("task.status_changed", """{"taskId":7,"status":"in_progress","timestamp":1}""", FactTone.Info)]
    [InlineData("activity.added", """{"timestamp":"t","type":"blocker_created","agent":"ada","message":"Which?"}""", FactTone.Attention)]
    [InlineData("activity.added", """{"timestamp":"t","type":"blocker_expired","agent":"ada","message":"Which?"}""", FactTone.Bad)]
    [InlineData("activity.added", """{"timestamp":"t","type":"deploy","agent":"ada","message":"Done"}""", FactTone.Info)]
    public void Tone_says_who_needs_somebody(string type, string data, FactTone tone) => FactTones.Of(Read(type, data)).ShouldBe(tone);

    [Theory]
    [InlineData("agent.created", """{"agent":{"id":"ada","currentTask":{"id":7,"title":"Parser"}}}""", "ada", "7")]
    [InlineData("agents.loaded", """{"agents":[{"id":"ada"},{"id":"bob"}]}""", "ada bob", "")]
    [InlineData("agent.updated", """{"agentId":"ada","changes":{"currentTask":{"id":7,"title":"Parser"}},"timestamp":1}""", "ada", "7")]
    [InlineData("agent.updated", """{"agentId":"ada","changes":{"currentTask":null},"timestamp":1}""", "ada", "")]
    [InlineData("agent.retired", """{"agentId":"ada","timestamp":1}""", "ada", "")]
    [InlineData("task.created", """{"task":{"id":7,"title":"Parser","agentId":"ada","blockedBy":[1]}}""", "ada", "7 1")]
    [InlineData("task.updated", """{"taskId":7,"changes":{"title":"Lexer"},"timestamp":1}""", "", "7")]
    [InlineData("task.assigned", """{"taskId":7,"agentId":"ada","timestamp":1}""", "ada", "7")]
    [InlineData("task.status_changed", """{"taskId":7,"status":"failed","timestamp":1}""", "", "7")]
    [InlineData("task.blocked", """{"taskId":7,"blockedBy":[1,2],"timestamp":1}""", "", "7 1 2")]
    [InlineData("task.unblocked", """{"taskId":7,"timestamp":1}""", "", "7")]
    [InlineData("activity.added", """{"timestamp":"t","type":"commit","agent":"ada","message":"Fix"}""", "ada", "")]
    [InlineData("activity.added", """{"timestamp":"t","type":"commit","agent":"system","message":"Fix"}""", "", "")]
    [InlineData("claim.acquired", """{"claim":{"id":"claim-1","agentId":"ada","resource":"port:5432","mode":"shared","acquiredAt":1,"expiresAt":2}}""", "ada", "")]
    [InlineData("claim.renewed", """{"claimId":"claim-1","expiresAt":1,"timestamp":1}""", "", "")]
    [InlineData("fleet.resynced", """{"agents":[{"id":"ada"}],"tasks":[{"id":7,"title":"Parser"}],"activity":[],"timestamp":1}""", "ada", "7")]
    public void Subjects_are_who_and_what_the_fact_concerns(string type, string data, string agents, string tasks)
    {
        var fact = Read(type, data);
        string.Join(' ', FactSubjects.Agents(fact)).ShouldBe(agents);
        string.Join(' ', FactSubjects.Tasks(fact)).ShouldBe(tasks);
    }

    private static FleetEvent Read(string type, string data)
    {
        var fact = FleetJson.ReadEvent(type, JsonElement.Parse(data), out var problem);
        problem.ShouldBeNull();
        return fact!;
    }
}
