namespace Cadre.Fleet.Tests.Serialization;

public sealed class SnapshotTests
{
    [Theory]
    [InlineData("{}", "/agents is missing")]
    [InlineData("""{"agents":[{"id":1}],"tasks":[],"activity":[]}""", "/agents/0/id")]
    [InlineData("{", "")]
    public void Damaged_snapshot_says_where(string snapshot, string where) =>
        Should.Throw<JsonException>(() => FleetJson.DeserializeState(System.Text.Encoding.UTF8.GetBytes(snapshot))).Message.ShouldContain(where);

    [Fact]
    public void Snapshot_keeps_the_order_in_which_entities_came()
    {
        var state = Fixture.State([Fixture.Agent("z"), Fixture.Agent("a"), Fixture.Agent("m")], [Fixture.Task(9), Fixture.Task(1)]);
        state = FleetReducer.Apply(state, new AgentRetired(Fixture.Id("a"), Fixture.T0));

        var read = FleetJson.DeserializeState(FleetJson.SerializeState(state));

        read.Agents.Select(agent => agent.Id.Value).ShouldBe(["z", "m"]);
        read.Tasks.Select(task => task.Id.Value).ShouldBe([9, 1]);
    }

    [Fact]
    public void State_of_ten_thousand_tasks_is_read_back_with_its_index()
    {
        var tasks = Enumerable.Range(1, 10_000).Select(id => Fixture.Task(id, FleetTaskStatus.Blocked, null, Fixture.T0, id == 1 ? [] : [1])).ToImmutableArray();
        var state = Fixture.State(new FleetResynced([], tasks, [], Fixture.T0));

        var read = FleetJson.DeserializeState(FleetJson.SerializeState(state));

        read.Tasks.Count.ShouldBe(10_000);
        FleetReducer.Apply(read, new TaskStatusChanged(new(1), FleetTaskStatus.Completed, null, Fixture.T0 + 1)).Tasks
            .Count(task => task.Status is FleetTaskStatus.Pending).ShouldBe(9_999);
    }
}
