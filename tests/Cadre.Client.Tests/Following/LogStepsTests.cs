using System.Text.Json;
using Cadre.Fleet;
using Cadre.Live;

namespace Cadre.Client.Tests.Following;

public sealed class LogStepsTests
{
    [Fact]
    public void An_event_of_the_stream_is_read_as_a_page_of_the_log_has_it()
    {
        var fact = LogSteps.Read(Event("agent.retired", """{"agentId":"ada","timestamp":5}""", "lead"));
        fact.ShouldBe(new RecordedFact(new StreamCursor("e", 7), 1_000, "agent.retired", new AgentRetired(AgentId.Parse("ada"), 5), "lead"));
        LogSteps.Read(Event("agent.retired", """{"agentId":"ada","timestamp":5}""", null)).Actor.ShouldBeNull();
    }

    [Fact]
    public void A_type_of_a_newer_hub_is_kept_without_its_fact()
    {
        var fact = LogSteps.Read(Event("deploy.started", """{"target":"eu"}""", null));
        (fact.Type, fact.Fact).ShouldBe(("deploy.started", null));
        LogSteps.Recent([], Event("deploy.started", "{}", null)).ShouldHaveSingleItem();
    }

    [Fact]
    public void What_cannot_be_read_says_where() =>
        Should.Throw<JsonException>(() => LogSteps.Read(Event("agent.retired", "{}", null))).Message.ShouldContain("e:7");

    [Fact]
    public void What_is_known_already_changes_nothing()
    {
        var done = LogSteps.Read(Event("progress.updated", """{"completedTasks":1,"totalTasks":2,"percentage":50}""", null));
        var history = new StateAt<System.Collections.Immutable.ImmutableArray<ProgressPoint>>(new StreamCursor("e", 6), []);
        var after = LogSteps.Progress(history, done);
        (after.Cursor.Sequence, after.State.ShouldHaveSingleItem()).ShouldBe((7, new ProgressPoint(1_000, 1, 2)));
        LogSteps.Progress(after, done).ShouldBeSameAs(after);
    }

    private static LiveEvent Event(string type, string data, string? actor) => new(
        new StreamCursor("e", 7), type, DateTimeOffset.FromUnixTimeMilliseconds(1_000), JsonElement.Parse(data), JsonElement.Parse(actor is null ? "{}" : $$"""{"actor":"{{actor}}"}"""));
}
