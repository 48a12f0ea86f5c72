namespace Cadre.Fleet.Tests.Serialization;

public sealed class EventJsonTests
{
    [Theory]
    [InlineData("agent.created", """{"agent":{"id":"a","type":"lead","status":"running","provider":"openai","maturity":"autonomous","currentTask":{"id":7,"title":"T"},"blocker":"q","progress":12.5,"contextTokens":9,"tasksCompleted":3,"riskScore":70,"blockedTasks":["b"],"dependencies":["d"],"delayedOutputs":["o"],"meta":{"x":1.0},"timestamp":5,"version":2}}""")]
    [InlineData("agents.loaded", """{"agents":[]}""")]
    [InlineData("agent.updated", """{"agentId":"a","changes":{"status":"idle","currentTask":null,"blocker":null,"progress":null,"meta":null},"timestamp":5}""")]
    [InlineData("agent.updated", """{"agentId":"a","changes":{},"timestamp":5}""")]
    [InlineData("agent.retired", """{"agentId":"a/b","timestamp":5}""")]
    [InlineData("task.created", """{"task":{"id":1,"title":"T","status":"blocked","agentId":"a","blockedBy":[2,3],"progress":0,"timestamp":5,"version":1}}""")]
    [InlineData("task.updated", """{"taskId":1,"changes":{"title":"new"},"timestamp":5}""")]
    [InlineData("task.assigned", """{"taskId":1,"agentId":"a","title":"T","timestamp":5}""")]
    [InlineData("task.assigned", """{"taskId":1,"agentId":"a","timestamp":5}""")]
    [InlineData("task.status_changed", """{"taskId":1,"status":"in_progress","progress":40,"timestamp":5}""")]
    [InlineData("task.status_changed", """{"taskId":1,"status":"failed","timestamp":5}""")]
    [InlineData("task.blocked", """{"taskId":1,"blockedBy":[2],"timestamp":5}""")]
    [InlineData("task.unblocked", """{"taskId":1,"timestamp":5}""")]
    [InlineData("activity.added", """{"timestamp":"2026-01-01T00:00:00.000Z","type":"commit_created","agent":"a","message":"m","detail":{"files":["a"]}}""")]
    [InlineData("progress.updated", """{"completedTasks":1,"totalTasks":3,"percentage":33.33333333333333}""")]
    [InlineData("claim.acquired", """{"claim":{"id":"c","agentId":"a","resource":"path:src/**","mode":"shared","acquiredAt":5,"expiresAt":9,"note":"n","version":1}}""")]
    [InlineData("claim.renewed", """{"claimId":"c","expiresAt":9,"timestamp":5}""")]
    [InlineData("claim.released", """{"claimId":"c","reason":"expired","timestamp":5}""")]
    [InlineData("fleet.resynced", """{"agents":[],"tasks":[],"activity":[],"timestamp":5}""")]
    [InlineData("connection.changed", """{"connected":true}""")]
    public void Event_is_written_as_it_was_read(string type, string data)
    {
        var e = FleetJson.ReadEvent(type, Fixture.Json(data), out var problem);

        problem.ShouldBeNull();
        e!.Type.ShouldBe(type);
        Fixture.Text(json => FleetJson.WriteEventData(json, e)).ShouldBe(data);
    }

    [Theory]
    [InlineData("agent.updated", """{"agentId":"","changes":{},"timestamp":5}""", "/agentId")]
    [InlineData("agent.updated", """{"agentId":"a","changes":{"status":"busy"},"timestamp":5}""", "/changes/status")]
    [InlineData("agent.updated", """{"agentId":"a","changes":{"riskScore":101},"timestamp":5}""", "/changes/riskScore")]
    [InlineData("agent.updated", """{"agentId":"a","changes":{"riskScore":1e999},"timestamp":5}""", "/changes/riskScore")]
    [InlineData("agent.updated", """{"agentId":"a","changes":{"blockedTasks":["x",null]},"timestamp":5}""", "/changes/blockedTasks/1")]
    [InlineData("agent.updated", """{"agentId":"a","changes":{"currentTask":{"id":0,"title":"x"}},"timestamp":5}""", "/changes/currentTask/id")]
    [InlineData("agent.updated", """{"agentId":"a","changes":{"stauts":"idle"},"timestamp":5}""", "/changes/stauts")]
    [InlineData("agent.updated", """{"agentId":"a","timestamp":5}""", "/changes")]
    [InlineData("agent.updated", """{"agentId":"a","changes":{},"timestamp":-1}""", "/timestamp")]
    [InlineData("agent.updated", """{"agentId":"a","changes":{"meta":[1]},"timestamp":5}""", "/changes/meta")]
    [InlineData("agents.loaded", """{"agents":[{"id":"a"},{"id":7}]}""", "/agents/1/id")]
    [InlineData("task.created", """{"task":{"title":"x","blockedBy":[1,1.5]}}""", "/task/blockedBy/1")]
    [InlineData("task.status_changed", """{"taskId":"1","status":"done"}""", "/taskId")]
    [InlineData("claim.acquired", """{"claim":{"agentId":"a","resource":"no colon","expiresAt":9}}""", "/claim/resource")]
    [InlineData("agent.retired", "[]", "")]
    [InlineData("agent.exploded", "{}", "/type")]
    public void Bad_value_is_named_by_its_pointer(string type, string data, string pointer)
    {
        FleetJson.ReadEvent(type, Fixture.Json(data), out var problem).ShouldBeNull();

        problem.ShouldNotBeNull();
        problem.Pointer.ShouldBe(pointer);
        (problem.Expected ?? string.Join(',', problem.Allowed ?? [])).ShouldNotBeNullOrEmpty();
    }

    [Theory]
    [InlineData("agent.update", "agent.updated")]
    [InlineData("Agent.Created", "agent.created")]
    public void Unknown_type_suggests_the_nearest(string type, string nearest)
    {
        FleetJson.ReadEvent(type, Fixture.Json("{}"), out var problem).ShouldBeNull();

        problem!.DidYouMean.ShouldBe(nearest);
    }

    [Theory]
    [InlineData("""{"agentId":"\ud800","changes":{},"timestamp":5}""")]
    [InlineData("""{"agentId":"a","\udc00":{},"timestamp":5}""")]
    [InlineData("""{"agentId":"a","changes":{"blocker":"\ud800x"},"timestamp":5}""")]
    public void Half_a_surrogate_pair_is_a_problem_and_no_exception(string data)
    {
        FleetJson.ReadEvent("agent.updated", Fixture.Json(data), out var problem).ShouldBeNull();

        problem.ShouldNotBeNull();
    }
}
