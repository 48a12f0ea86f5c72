using Cadre.Fleet.Tests.Properties;

namespace Cadre.Fleet.Tests.Serialization;

public sealed class JsonRoundTripTests
{
    [Fact]
    public void Snapshot_read_back_is_the_same_state() => Properties.Properties.ForAllSequences(sequence => DecisionPropertyTests.Run(sequence, (_, _, after) =>
    {
        var bytes = FleetJson.SerializeState(after);
        var read = FleetJson.DeserializeState(bytes);

        FleetJson.SerializeState(read).ShouldBe(bytes);
        read.TaskIndex.Completed.ShouldBe(after.TaskIndex.Completed);
        read.ClaimsAcquired.ShouldBe(after.ClaimsAcquired);
    }));

    [Fact]
    public void Log_replayed_from_its_text_gives_the_same_state() => Properties.Properties.ForAllSequences(sequence =>
    {
        var replayed = FleetState.Empty;
        DecisionPropertyTests.Run(sequence, (_, e, after) =>
        {
            var text = Fixture.Text(json => FleetJson.WriteEventData(json, e));
            var read = FleetJson.ReadEvent(e.Type, Fixture.Json(text), out var problem);

            problem.ShouldBeNull(e.Type);
            read!.GetType().ShouldBe(e.GetType());
            Fixture.Text(json => FleetJson.WriteEventData(json, read)).ShouldBe(text);
            replayed = FleetReducer.Apply(replayed, read);
            Fixture.NativeState(replayed).ShouldBe(Fixture.NativeState(after));
        });
    });

    [Fact]
    public void Client_reads_the_state_of_the_api() => Properties.Properties.ForAllSequences(sequence => DecisionPropertyTests.Run(sequence, (_, _, after) =>
    {
        var text = Fixture.Text(json => FleetJson.WriteState(json, after));

        FleetJson.TryReadState(Fixture.Json(text), out var read).ShouldBeTrue();

        Fixture.Text(json => FleetJson.WriteState(json, read!)).ShouldBe(text);
    }));

    [Fact]
    public void Version_of_an_agent_in_the_log_is_the_version_it_has_afterwards() => Properties.Properties.ForAllSequences(sequence => DecisionPropertyTests.Run(sequence, (_, e, after) =>
    {
        if (e is AgentCreated created) created.Agent.Version.ShouldBe(after.Agents[created.Agent.Id].Version);
        if (e is TaskCreated task) task.Task.Version.ShouldBe(after.Tasks[task.Task.Id].Version);
        if (e is ClaimAcquired claim) claim.Claim.Version.ShouldBe(after.Claims[claim.Claim.Id].Version);
    }));
}
