using Cadre.Dashboard.Components.Fleet;
using Cadre.Fleet;

namespace Cadre.Dashboard.Tests.Components.Fleet;

public sealed class UrgencyTests
{
    private static readonly Agent Stuck = Agents.Of("stuck", AgentStatus.Blocked);

    [Theory]
    [InlineData("""{"kind":"approval"}""", "Approval")]
    [InlineData("""{"kind":"question"}""", "Unblocking")]
    [InlineData("""{"kind":7}""", "Unblocking")]
    [InlineData("""["approval"]""", "Unblocking")]
    public void Approval_is_what_the_agent_says_itself(string meta, string need) => Urgency.NeedOf(Stuck with { Meta = Agents.Json(meta) }).ToString().ShouldBe(need);

    [Fact]
    public void Words_of_a_question_prove_no_approval() => Urgency.NeedOf(Stuck with { Blocker = "May I? Please give your approval." }).ShouldBe(Need.Unblocking);

    [Fact]
    public void Error_stays_an_error_whatever_the_agent_says() =>
        Urgency.NeedOf(Stuck with { Status = AgentStatus.Error, Meta = Agents.Json("""{"kind":"approval"}""") }).ShouldBe(Need.Mending);

    [Fact]
    public void Command_is_told_if_it_is_text()
    {
        Urgency.CommandOf(Stuck with { Meta = Agents.Json("""{"command":"rm -r build"}""") }).ShouldBe("rm -r build");
        Urgency.CommandOf(Stuck with { Meta = Agents.Json("""{"command":{}}""") }).ShouldBeNull();
        Urgency.CommandOf(Stuck).ShouldBeNull();
    }

    [Fact]
    public void Most_waiting_come_first_then_the_riskiest_then_the_oldest()
    {
        Agent[] agents =
        [
            Agents.Of("works"), Agents.Of("new", AgentStatus.Blocked, at: 600_000), Agents.Of("old", AgentStatus.Error, at: 60_000),
            Agents.Of("risky", AgentStatus.Blocked, risk: 95, at: 600_000), Agents.Of("awaited", AgentStatus.Blocked, at: 600_000),
        ];

        Ids(Urgency.Order(agents, static id => id == "awaited" ? 2 : 0)).ShouldBe("awaited risky old new");
    }

    [Fact]
    public void Reports_within_a_minute_and_small_changes_of_risk_move_nobody()
    {
        Agent[] agents = [Agents.Of("a", AgentStatus.Blocked, risk: 41, at: 119_000), Agents.Of("b", AgentStatus.Blocked, risk: 69, at: 60_000)];

        Ids(Urgency.Order(agents, static _ => 0)).ShouldBe("a b");
    }

    private static string Ids(IEnumerable<Agent> agents) => string.Join(' ', agents.Select(static agent => agent.Id.Value));
}
