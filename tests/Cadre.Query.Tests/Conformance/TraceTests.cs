using Cadre.Conformance.Query;

namespace Cadre.Query.Tests.Conformance;

public sealed class TraceTests
{
    [Fact]
    public void Recorded_trace_is_equal_to_itself_and_to_its_printed_form()
    {
        foreach (var recorded in ScenarioFiles.At(Packs.PathOf("scenarios")))
        {
            var trace = recorded.Read().Trace!;

            TraceDifference.First(trace, Trace.Of(Json.Parse(trace.Printed())), TraceLevel.Full).ShouldBeNull(recorded.Name);
        }
    }

    [Theory]
    [InlineData("status", "\"error\"")]
    [InlineData("ref", "9")]
    [InlineData("t", "1000001")]
    [InlineData("extra", "0")]
    public void One_changed_field_is_a_difference(string field, string value)
    {
        var trace = TraceOf("""{"s":1,"t":1000000,"ch":"obs:o","e":"result","status":"pending","ref":1}""");
        var changed = TraceOf("""{"s":1,"t":1000000,"ch":"obs:o","e":"result","status":"pending","ref":1}""", (field, value));

        TraceDifference.First(trace, changed, TraceLevel.Core).ShouldNotBeNull().ShouldContain(value.Trim('"'));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public void Missing_event_is_a_difference_whichever_side_misses_it(int kept)
    {
        Trace[] traces = [TraceOf(Event("obs:o", 1)), TraceOf(Event("obs:o", 1), Event("obs:o", 2))];

        TraceDifference.First(traces[kept], traces[1 - kept], TraceLevel.Core).ShouldNotBeNull().ShouldContain("(none)");
    }

    [Fact]
    public void Order_counts_within_a_channel_and_not_between_channels()
    {
        var trace = TraceOf(Event("obs:o", 1), Event("obs:o", 2), Event("fn:x", 3));

        TraceDifference.First(trace, TraceOf(Event("fn:x", 3), Event("obs:o", 1), Event("obs:o", 2)), TraceLevel.Core).ShouldBeNull();
        TraceDifference.First(trace, TraceOf(Event("obs:o", 2), Event("obs:o", 1), Event("fn:x", 3)), TraceLevel.Core).ShouldNotBeNull();
    }

    [Theory]
    [InlineData("qc:[1]", nameof(TraceLevel.Events))]
    [InlineData("mc:1", nameof(TraceLevel.Events))]
    [InlineData("sel:o", nameof(TraceLevel.Full))]
    [InlineData("unhandled", nameof(TraceLevel.Full))]
    [InlineData("qcb:[1]", nameof(TraceLevel.Core))]
    [InlineData("mut:m", nameof(TraceLevel.Core))]
    public void Channel_is_compared_from_its_level_on(string channel, string from)
    {
        foreach (var level in Enum.GetValues<TraceLevel>()) level.Compares(channel).ShouldBe(level >= Enum.Parse<TraceLevel>(from));
    }

    private static string Event(string channel, int n) => $$"""{"s":1,"t":1000000,"ch":"{{channel}}","e":"call","n":{{n}}}""";

    private static Trace TraceOf(params string[] events) => Trace.Of(Json.Parse($$"""{"scenario":"x","format":1,"events":[{{string.Join(',', events)}}]}"""));

    private static Trace TraceOf(string e, (string Field, string Value) change)
    {
        var members = Spec.Of(Json.Parse(e)).Copied();
        members[change.Field] = Json.Parse(change.Value);
        return TraceOf(CanonicalJson.Of(members));
    }
}
