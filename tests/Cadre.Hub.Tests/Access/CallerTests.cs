using Cadre.Hub.Access;
using Cadre.Hub.Limits;

namespace Cadre.Hub.Tests.Access;

public sealed class CallerTests
{
    [Theory]
    [InlineData("lead", "lead", true)]
    [InlineData("lead", "lead/tests", true)]
    [InlineData("lead", "leader", false)]
    [InlineData("lead", "other", false)]
    [InlineData("lead/tests", "lead", false)]
    [InlineData(null, "lead", true)]
    public void Agent_speaks_for_what_its_token_is_named_after(string? name, string agentId, bool expected)
    {
        CallerWith(Role.Agent, name).Owns(agentId).ShouldBe(expected);
    }

    [Fact]
    public void Operator_speaks_for_all()
    {
        CallerWith(Role.Operator, "lead").Owns("other").ShouldBeTrue();
        Caller.Local.Owns("other").ShouldBeTrue();
    }

    private static Caller CallerWith(Role role, string? name) =>
        new TokenGrant(new TokenRecord("id", "", "*", role, 0) { Name = name }, new RequestAllowance(1, 1, TimeProvider.System)).Caller;
}
