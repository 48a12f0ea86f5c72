using Cadre.Dashboard.Components.Fleet;
using Cadre.Fleet;

namespace Cadre.Dashboard.Tests.Components.Fleet;

public sealed class FleetFilterTests
{
    private static readonly Agent Ada = Agents.Of("backend/ada", AgentStatus.Blocked, "backend-worker").At(17, "Export invoices") with { Blocker = "Which VAT rounding?" };
    private static readonly Agent Kai = Agents.Of("frontend/kai", AgentStatus.Running, "frontend-worker").At(26, "Download menu");
    private static readonly Agent Mio = Agents.Of("qa/mio", AgentStatus.Idle, "test-worker");
    private static readonly Agent[] All = [Ada, Kai, Mio];

    [Fact]
    public void Address_holds_all_of_a_filter_and_gives_it_back()
    {
        var filter = FleetFilter.Of(" vat rounding ", "blocked,error", "backend-worker", "risk", "type", "table", "all");

        filter.Query.ShouldBe("?q=vat%20rounding&status=blocked,error&type=backend-worker&group=type&sort=risk&view=table&needs=all");
        FleetFilter.Of("vat rounding", "blocked,error", "backend-worker", "risk", "type", "table", "all").Query.ShouldBe(filter.Query);
    }

    [Fact]
    public void Address_of_the_usual_view_has_no_query() => FleetFilter.Of(null, null, null, null, null, null, null).Query.ShouldBe("");

    [Theory]
    [InlineData("sleeping", "loud")]
    [InlineData("1", "2")]
    public void Words_that_are_not_known_count_for_nothing(string status, string sort)
    {
        var filter = FleetFilter.Of(null, status, null, sort, sort, "cube", "some");

        filter.IsNarrow.ShouldBeFalse();
        filter.Query.ShouldBe("");
    }

    [Theory]
    [InlineData("ADA", "backend/ada")]
    [InlineData("test-worker", "qa/mio")]
    [InlineData("menu", "frontend/kai")]
    [InlineData("rounding", "backend/ada")]
    [InlineData("#26", "frontend/kai")]
    [InlineData("invoices vat", "backend/ada")]
    [InlineData("invoices menu", "")]
    [InlineData("worker", "backend/ada frontend/kai qa/mio")]
    public void Search_finds_each_word_in_name_type_task_or_blocker(string search, string found) => Found(new() { Search = search }).ShouldBe(found);

    [Fact]
    public void Status_and_type_narrow_together()
    {
        Found(new() { Statuses = [AgentStatus.Blocked, AgentStatus.Idle] }).ShouldBe("backend/ada qa/mio");
        Found(new() { Statuses = [AgentStatus.Blocked, AgentStatus.Idle], Type = "test-worker" }).ShouldBe("qa/mio");
        Found(new() { Type = "worker" }).ShouldBe("");
    }

    [Fact]
    public void Groups_are_only_those_with_an_agent_in_their_order()
    {
        new FleetFilter { Group = AgentGrouping.Status }.Groups([Mio, Kai, Ada]).ShouldBe(["blocked", "running", "idle"]);
        new FleetFilter { Group = AgentGrouping.Type, Search = "worker" }.Groups(All).ShouldBe(["backend-worker", "frontend-worker", "test-worker"]);
        new FleetFilter().Groups(All).ShouldBe([""]);
        new FleetFilter { Search = "nobody" }.Groups(All).ShouldBeEmpty();
    }

    [Fact]
    public void Group_has_its_own_agents_only() =>
        new FleetFilter { Group = AgentGrouping.Status }.Ids(All, "idle", static _ => default).ShouldBe(["qa/mio"]);

    [Fact]
    public void Cleared_filter_keeps_the_view() =>
        FleetFilter.Of("x", "idle", "t", "name", "type", "table", null).Cleared.Query.ShouldBe("?group=type&sort=name&view=table");

    private static string Found(FleetFilter filter) => string.Join(' ', filter.Ids(All, "", static _ => default));
}
