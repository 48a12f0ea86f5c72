namespace Cadre.Fleet.Tests.Messages;

/// <summary>What the recorded cases leave open.</summary>
public sealed class ActionMapperTests
{
    [Theory]
    [InlineData("""{"type":"agent_created","agent_id":"x","agent_type":"lead","provider":null,"timestamp":1}""", "\"provider\":\"anthropic\"")]
    [InlineData("""{"type":"agent_created","agent_id":"x","agent_type":"lead","provider":0,"timestamp":1}""", "\"provider\":\"anthropic\"")]
    [InlineData("""{"type":"agent_created","agent_id":"x","agent_type":"lead","provider":5,"timestamp":1}""", "\"provider\":5")]
    [InlineData("""{"type":"agent_created","agent_type":null,"timestamp":1}""", "{\"type\":null,\"status\":\"idle\"")]
    [InlineData("""{"type":"agent_status_changed","agent_id":"x","status":"idle","current_task":{"id":1},"progress":5,"timestamp":1}""", "{\"status\":\"idle\",\"current_task\":{\"id\":1},\"progress\":5}")]
    [InlineData("""{"type":"agent_status_changed","agent_id":"x","status":"working","current_task":null,"timestamp":1}""", "{\"status\":\"working\",\"current_task\":null}")]
    [InlineData("""{"type":"task_blocked","task_id":1,"blocked_by":null,"timestamp":1}""", "\"blockedBy\":null")]
    [InlineData("""{"type":"task_assigned","task_id":"1","agent_id":"x","task_title":null,"timestamp":1}""", "{\"taskId\":\"1\",\"agentId\":\"x\",\"taskTitle\":null,")]
    [InlineData("""{"type":"task_status_changed","task_id":1,"status":"pending","progress":null,"timestamp":1}""", "\"progress\":null")]
    [InlineData("""{"type":"activity_update","activity_type":"","agent":"","message":"","timestamp":"t"}""", "{\"type\":\"activity_update\",\"agent\":\"system\",\"message\":\"\",\"timestamp\":\"t\"}")]
    [InlineData("""{"type":"test_result","message":"","agent":"x","timestamp":true}""", "{\"type\":\"test_result\",\"agent\":\"x\",\"message\":\"test_result event\",\"timestamp\":\"true\"}")]
    [InlineData("""{"type":"commit_created","timestamp":1700000000000.5}""", "\"timestamp\":\"1700000000000.5\"")]
    [InlineData("""{"type":"commit_created","timestamp":1e21}""", "\"timestamp\":\"1e\\u002B21\"")]
    [InlineData("""{"type":"commit_created","timestamp":123456789012345680000}""", "\"timestamp\":\"123456789012345680000\"")]
    [InlineData("""{"type":"commit_created","timestamp":0.0000015}""", "\"timestamp\":\"0.0000015\"")]
    [InlineData("""{"type":"commit_created","timestamp":[1,[2,null],{}]}""", "\"timestamp\":\"1,2,,[object Object]\"")]
    [InlineData("""{"type":"progress_update","timestamp":1}""", "{\"type\":\"PROGRESS_UPDATED\",\"payload\":{}}")]
    [InlineData("""{"type":"progress_update","completed_tasks":"1","percentage":null}""", "{\"completed_tasks\":\"1\",\"percentage\":null}")]
    [InlineData("""{"type":"agent_retired","agent_id":"x","timestamp":true}""", "\"timestamp\":1}")]
    [InlineData("""{"type":"agent_retired","agent_id":"x","timestamp":false}""", "\"timestamp\":0}")]
    [InlineData("""{"type":"agent_retired","agent_id":"x","timestamp":{}}""", "\"timestamp\":null}")]
    [InlineData("""{"type":"agent_retired","agent_id":"x","timestamp":["2023-11-14"]}""", "\"timestamp\":1699920000000}")]
    [InlineData("""{"type":"agent_retired","agent_id":"x","timestamp":"Tue, 14 Nov 2023 22:13:20 GMT"}""", "\"timestamp\":1700000000000}")]
    [InlineData("""{"type":"agent_retired","agent_id":"x","timestamp":-5}""", "\"timestamp\":-5}")]
    public void Values_pass_as_the_clients_of_the_contract_pass_them(string message, string expected) => Map(message).ShouldNotBeNull().ShouldContain(expected);

    [Theory]
    [InlineData("""{"type":"agent_retired","agent_id":"x","timestamp":1}""", true)]
    [InlineData("""{"type":"agent_retired","agent_id":"x","timestamp":1,"project_id":1.0}""", true)]
    [InlineData("""{"type":"agent_retired","agent_id":"x","timestamp":1,"project_id":2}""", false)]
    [InlineData("""{"type":"agent_retired","agent_id":"x","timestamp":1,"project_id":true}""", false)]
    [InlineData("""{"type":"agent_retired","agent_id":"x","timestamp":1,"project_id":[1]}""", false)]
    public void Message_counts_without_a_project_or_with_the_very_number(string message, bool counts) => (Map(message) is not null).ShouldBe(counts);

    [Fact]
    public void Any_project_counts_when_none_is_asked_for() =>
        FleetContract.MapToAction(Fixture.Json("""{"type":"agent_retired","agent_id":"x","timestamp":1,"project_id":2}"""), null).ShouldNotBeNull();

    [Theory]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("\"agent_retired\"")]
    [InlineData("""{"type":["agent_retired"]}""")]
    [InlineData("""{"type":"\ud800"}""")]
    [InlineData("""{"type":"activity_update","timestamp":null,"message":"x"}""")]
    public void What_is_no_message_is_dropped(string message) => Map(message).ShouldBeNull();

    private static string? Map(string message) => FleetContract.MapToAction(Fixture.Json(message), 1)?.ToJsonString();
}
