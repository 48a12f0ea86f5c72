namespace Cadre.Fleet.Tests.Predictions;

public sealed class RisksTests
{
    [Fact]
    public void Together_more_reasons_never_lower_a_risk_and_never_pass_1()
    {
        Risks.Together().ShouldBe(0);
        Risks.Together(0.5).ShouldBe(0.5);
        Risks.Together(0.5, 0.5).ShouldBe(0.75);
        Risks.Together(0.5, 0).ShouldBe(0.5);
        Risks.Together(1, 0.3).ShouldBe(1);
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(1, 0.15)]
    [InlineData(2, 0.2775)]
    public void Each_is_as_many_reasons_of_one_weight(int count, double expected) => Risks.Each(0.15, count).ShouldBe(expected, 1e-12);

    [Theory]
    [InlineData(0, "low")]
    [InlineData(0.399, "low")]
    [InlineData(0.4, "medium")]
    [InlineData(0.699, "medium")]
    [InlineData(0.7, "high")]
    [InlineData(0.899, "high")]
    [InlineData(0.9, "critical")]
    [InlineData(1, "critical")]
    public void Severity_is_a_word_for_the_risk(double risk, string severity) =>
        new Prediction { Id = "", Kind = "", Summary = "", Risk = risk }.Severity.ShouldBe(severity);
}
