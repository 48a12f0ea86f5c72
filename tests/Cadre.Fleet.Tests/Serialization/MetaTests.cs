namespace Cadre.Fleet.Tests.Serialization;

public sealed class MetaTests
{
    [Theory]
    [InlineData("""{"a":1.0,"b":1e5,"c":12345678901234567890.123456789,"d":-0,"e":1E+2}""")]
    [InlineData("""{"t":"é \u00e9 \/ <script>","n":null,"o":{},"l":[[],{}],"dup":1,"dup":2}""")]
    public void Meta_survives_byte_for_byte(string meta)
    {
        var agent = Read($$"""{"meta":{{meta}}}""")!.ApplyTo(Fixture.Agent("a"));

        var written = Fixture.Text(json => FleetJson.WriteAgent(json, agent));
        var snapshot = Fixture.NativeState(FleetJson.DeserializeState(FleetJson.SerializeState(Fixture.State(new AgentCreated(agent)))));

        written.ShouldContain($"\"meta\":{meta}");
        snapshot.ShouldContain($"\"meta\":{meta}");
        Fixture.Text(json => ExecutiveContract.WriteAgent(json, agent)).ShouldContain($"\"meta\":{meta}");
    }

    [Fact]
    public void Space_between_tokens_goes_so_that_no_line_break_ends_up_in_a_stream()
    {
        var patch = Read("{ \"meta\" : {\r\n\t\"a b\" : [ 1 ,\n 2 ] , \"c\" : \"x \\\" y\\n\" } }")!;

        patch.Meta.Value!.Value.GetRawText().ShouldBe("""{"a b":[1,2],"c":"x \" y\n"}""");
    }

    [Fact]
    public void Meta_deeper_than_can_be_read_back_is_refused()
    {
        var deep = string.Concat(Enumerable.Repeat("{\"a\":", 32)) + "1" + new string('}', 32);
        var tooDeep = $$"""{"a":{{deep}}}""";

        Read($$"""{"meta":{{deep}}}""").ShouldNotBeNull();
        FleetJson.ReadAgentPatch(Fixture.Json($$"""{"meta":{{tooDeep}}}"""), out var problem).ShouldBeNull();

        problem!.Pointer.ShouldBe("/meta");
    }

    [Fact]
    public void Meta_does_not_hold_on_to_the_document_it_came_in()
    {
        AgentPatch patch;
        using (var document = JsonDocument.Parse("""{"meta":{"a":1}}""")) patch = FleetJson.ReadAgentPatch(document.RootElement, out _)!;

        patch.Meta.Value!.Value.GetRawText().ShouldBe("""{"a":1}""");
    }

    private static AgentPatch? Read(string body) => FleetJson.ReadAgentPatch(Fixture.Json(body), out _);
}
