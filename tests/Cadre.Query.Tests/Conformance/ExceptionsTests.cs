using Cadre.Conformance.Query;

namespace Cadre.Query.Tests.Conformance;

public sealed class ExceptionsTests
{
    [Fact]
    public void Listed_exceptions_name_scenarios_that_exist()
    {
        var names = ScenarioFiles.At(Packs.PathOf("scenarios")).Select(scenario => scenario.Name).ToHashSet();

        Exceptions.Listed.Names.ShouldNotBeEmpty();
        Exceptions.Listed.Names.ShouldBeSubsetOf(names);
    }

    [Fact]
    public void Exception_counts_from_its_level_on()
    {
        var exceptions = Exceptions.Read("| `x` | events | because |");

        exceptions.ReasonFor("x", TraceLevel.Core).ShouldBeNull();
        exceptions.ReasonFor("x", TraceLevel.Events).ShouldBe("because");
        exceptions.ReasonFor("x", TraceLevel.Full).ShouldBe("because");
        exceptions.ReasonFor("y", TraceLevel.Full).ShouldBeNull();
    }

    [Theory]
    [InlineData("| `x` | sometimes | because |")]
    [InlineData("| `x` | core | |")]
    public void Exception_without_level_or_reason_is_refused(string row) => Should.Throw<FormatException>(() => Exceptions.Read(row)).Message.ShouldContain("`x`");

    [Theory]
    [InlineData(null, null, false, false)]
    [InlineData("differs", null, false, true)]
    [InlineData("differs", "because", true, false)]
    [InlineData(null, "because", false, true)]
    public void Verdict_fails_unless_difference_and_reason_go_together(string? difference, string? reason, bool skipped, bool failed)
    {
        var verdict = new Verdict("x", difference, reason);

        verdict.IsSkipped.ShouldBe(skipped);
        (verdict.Failure is not null).ShouldBe(failed);
    }
}
