using Cadre.Client;
using Cadre.Dashboard.Components.Details;
using Cadre.Fleet;

namespace Cadre.Dashboard.Tests.Components.Details;

public sealed class TimelineTextTests
{
    private static readonly AgentId Ada = AgentId.Parse("backend/ada");

    [Fact]
    public void The_name_of_whose_history_it_is_is_left_out() => Text(new AgentRetired(Ada, 0), "backend/ada").ShouldBe("Retired");

    [Fact]
    public void The_names_of_others_stay()
    {
        Text(new AgentRetired(Ada, 0), "backend/ad").ShouldBe("backend/ada retired");
        Text(new TaskAssigned(new(17), Ada, null, 0), "#17").ShouldBe("backend/ada took #17");
    }

    [Fact]
    public void What_somebody_says_begins_with_a_capital() =>
        Text(new ActivityAdded(new() { Timestamp = "", Type = "x", Agent = "backend/ada", Message = "tests pass" }), "backend/ada").ShouldBe("Tests pass");

    [Fact]
    public void The_name_of_another_agent_that_somebody_speaks_of_stays_as_it_is() =>
        Text(new ActivityAdded(new() { Timestamp = "", Type = "x", Agent = "lead", Message = "backend/ada goes on" }), "lead").ShouldBe("backend/ada goes on");

    [Fact]
    public void A_title_keeps_its_number() => Text(new TaskCreated(new FleetTask { Id = new(17), Title = "Export" }), "#17").ShouldBe("#17 \"Export\" was created");

    [Fact]
    public void An_event_that_is_not_known_is_named() =>
        TimelineText.Of(new RecordedFact(new("e", 1), 0, "agent.promoted", null, null), "ada").ShouldStartWith("agent.promoted");

    private static string Text(FleetEvent fact, string name) => TimelineText.Of(new RecordedFact(new("e", 1), 0, fact.Type, fact, null), name);
}
