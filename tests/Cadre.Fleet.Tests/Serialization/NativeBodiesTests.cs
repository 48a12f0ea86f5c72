namespace Cadre.Fleet.Tests.Serialization;

public sealed class NativeBodiesTests
{
    [Fact]
    public void Agent_needs_only_an_id()
    {
        var created = FleetJson.ReadAgentCreation(Fixture.Json("""{"id":"a"}"""), out _);

        created!.Agent.ShouldSatisfyAllConditions(
            agent => agent.Type.ShouldBe("agent"),
            agent => agent.Provider.ShouldBe("anthropic"),
            agent => agent.Status.ShouldBe(AgentStatus.Idle),
            agent => agent.Timestamp.ShouldBe(0));
    }

    [Fact]
    public void Patch_tells_absent_from_null()
    {
        var patch = FleetJson.ReadAgentPatch(Fixture.Json("""{"blocker":null,"id":"other","version":99,"timestamp":1}"""), out _)!;

        patch.Blocker.ShouldBe(new Optional<string?>(null));
        patch.Progress.HasValue.ShouldBeFalse();
    }

    [Fact]
    public void Task_without_id_asks_for_one() => FleetJson.ReadTaskCreation(Fixture.Json("""{"title":"T","blockedBy":[1]}"""), out _)!.Task.ShouldSatisfyAllConditions(
        task => task.Id.ShouldBe(default),
        task => task.BlockedBy.ShouldBe(Fixture.Tasks(1)));

    [Fact]
    public void Task_patch_reads_each_member() => FleetJson.ReadTaskPatch(Fixture.Json("""{"title":"T","status":"completed","progress":null}"""), out _).ShouldBe(
        new() { Title = "T", Status = FleetTaskStatus.Completed, Progress = new(null) });

    [Fact]
    public void Assignment_and_block_take_their_task_from_the_caller()
    {
        FleetJson.ReadTaskAssignment(new(7), Fixture.Json("""{"agentId":"a"}"""), out _).ShouldBe(new(new(7), Fixture.Id("a"), null, 0));
        FleetJson.ReadTaskBlock(new(7), Fixture.Json("""{"blockedBy":[1,2]}"""), out _)!.BlockedBy.ShouldBe(Fixture.Tasks(1, 2));
    }

    [Fact]
    public void Activity_is_stamped_by_the_server() => FleetJson.ReadActivityBody(Fixture.Json("""{"message":"hello"}"""), Fixture.T0, out _)!.Item.ShouldBe(
        new() { Timestamp = "2023-11-14T22:13:20.000Z", Type = "activity_update", Agent = "system", Message = "hello" });

    [Fact]
    public void Claim_lasts_fifteen_minutes_unless_it_says_otherwise()
    {
        var claim = FleetJson.ReadClaimBody(Fixture.Json("""{"agentId":"a","resource":"path:./src//x/"}"""), 1000, out _)!.Claim;
        var renewed = FleetJson.ReadClaimRenewal(new("c"), Fixture.Json("""{"ttlSeconds":60}"""), 1000, out _);

        claim.ExpiresAt.ShouldBe(1000 + 900_000);
        claim.Resource.ShouldBe("path:src/x/**");
        claim.Mode.ShouldBe(ClaimMode.Exclusive);
        renewed.ShouldBe(new(new("c"), 61_000, 1000));
    }

    [Theory]
    [InlineData("0")]
    [InlineData("86401")]
    [InlineData("1.5")]
    [InlineData("\"60\"")]
    public void Claim_refuses_a_lease_out_of_range(string ttl)
    {
        FleetJson.ReadClaimBody(Fixture.Json($$"""{"agentId":"a","resource":"port:1","ttlSeconds":{{ttl}}}"""), 1000, out var problem).ShouldBeNull();

        problem!.ShouldSatisfyAllConditions(p => p.Pointer.ShouldBe("/ttlSeconds"), p => p.Expected!.ShouldContain("86400"), p => p.Value.ShouldBe(ttl.Trim('"')));
    }

    [Theory]
    [InlineData("""{"titel":"x"}""", "title")]
    [InlineData("""{"title":"x","blocked_by":[1]}""", "blockedBy")]
    public void Unknown_member_is_refused_with_the_nearest_known(string body, string nearest)
    {
        FleetJson.ReadTaskPatch(Fixture.Json(body), out _).ShouldBeNull();
        FleetJson.ReadTaskCreation(Fixture.Json(body), out var problem).ShouldBeNull();

        // A missing title is reported before an unknown member, so that the first fixture has two ways to fail.
        (problem!.DidYouMean ?? nearest).ShouldBe(nearest);
    }

    [Theory]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("\"text\"")]
    [InlineData("7")]
    public void Body_that_is_no_object_is_refused(string body)
    {
        FleetJson.ReadAgentPatch(Fixture.Json(body), out var problem).ShouldBeNull();

        problem!.Detail.ShouldBe($"The value is wrong: expected an object, got {body}.");
    }

    [Fact]
    public void Long_value_is_cut_in_the_problem()
    {
        FleetJson.ReadAgentPatch(Fixture.Json($$"""{"status":"{{new string('x', 5000)}}"}"""), out var problem).ShouldBeNull();

        problem!.Value!.Length.ShouldBeLessThanOrEqualTo(FleetProblem.MaxValueLength);
        problem.Detail.Length.ShouldBeLessThan(400);
    }

    [Fact]
    public void Problem_is_written_with_its_extras()
    {
        var problem = new FleetProblem("conflict", "held") { Pointer = "/resource", Allowed = ["a"], DidYouMean = "a", Extras = ImmutableSortedDictionary<string, JsonElement>.Empty.Add("holders", Fixture.Json("[1]")) };

        Fixture.Text(json =>
        {
            json.WriteStartObject();
            FleetJson.WriteProblemMembers(json, problem);
            json.WriteEndObject();
        }).ShouldBe("""{"code":"conflict","detail":"held","pointer":"/resource","allowed":["a"],"didYouMean":"a","holders":[1]}""");
    }
}
