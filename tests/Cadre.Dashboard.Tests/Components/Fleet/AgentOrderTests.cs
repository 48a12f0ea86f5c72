using Cadre.Dashboard.Components.Fleet;
using Cadre.Fleet;

namespace Cadre.Dashboard.Tests.Components.Fleet;

public sealed class AgentOrderTests
{
    private const long Now = 100 * 60_000;

    [Fact]
    public void Urgent_first_is_trouble_then_risk_then_work() => Order(AgentSort.Urgent,
    [
        Agents.Of("done", AgentStatus.Resolved), Agents.Of("free", AgentStatus.Idle), Agents.Of("works"), Agents.Of("risky", risk: 70),
        Agents.Of("failed", AgentStatus.Error), Agents.Of("stuck", AgentStatus.Blocked),
    ]).ShouldBe("failed stuck risky works free done");

    [Theory]
    [InlineData(41.0, 49.9, "a b")]
    [InlineData(49.9, 50.0, "b a")]
    [InlineData(100.0, 0.0, "a b")]
    public void Risk_moves_agents_only_from_band_to_band(double a, double b, string order) =>
        Order(AgentSort.Risk, [Agents.Of("a", risk: a), Agents.Of("b", risk: b)]).ShouldBe(order);

    [Theory]
    [InlineData(100_000, 109_999, "a b")]
    [InlineData(109_999, 110_000, "b a")]
    public void Tokens_move_agents_only_from_band_to_band(long a, long b, string order) =>
        Order(AgentSort.Tokens, [Agents.Of("a", tokens: a), Agents.Of("b", tokens: b)]).ShouldBe(order);

    [Fact]
    public void Silent_agents_stand_by_silence_and_awake_ones_do_not_overtake_each_other() => Order(AgentSort.Age,
    [
        Agents.Of("now", at: Now), Agents.Of("lately", at: Now - 59_000), Agents.Of("silent", at: Now - 61_000), Agents.Of("lost", at: 0),
    ]).ShouldBe("lost silent now lately");

    [Fact]
    public void Names_and_types_are_compared_without_case()
    {
        Order(AgentSort.Name, [Agents.Of("b"), Agents.Of("C"), Agents.Of("a")]).ShouldBe("a b C");
        Order(AgentSort.Type, [Agents.Of("1", type: "b"), Agents.Of("2", type: "C"), Agents.Of("3", type: "a")]).ShouldBe("3 1 2");
    }

    [Fact]
    public void Equal_agents_stay_as_they_joined()
    {
        Agent[] equal = [Agents.Of("z"), Agents.Of("m"), Agents.Of("a")];

        foreach (var sort in Enum.GetValues<AgentSort>().Where(static sort => sort is not AgentSort.Name)) Order(sort, equal).ShouldBe("z m a", sort.ToString());
    }

    private static string Order(AgentSort sort, Agent[] agents) =>
        string.Join(' ', AgentOrder.By(agents, sort, static at => TimeSpan.FromMilliseconds(Now - at)).Select(static agent => agent.Id.Value));
}
