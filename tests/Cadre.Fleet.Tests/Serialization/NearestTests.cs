namespace Cadre.Fleet.Tests.Serialization;

public sealed class NearestTests
{
    [Theory]
    [InlineData("stauts", "status")]
    [InlineData("Status", "status")]
    [InlineData("blockedTask", "blockedTasks")]
    [InlineData("risk_score", "riskScore")]
    [InlineData("zzz", null)]
    [InlineData("", null)]
    public void Nearest_is_what_was_probably_meant(string text, string? meant) =>
        Nearest.To(text, ["status", "riskScore", "blockedTasks", "meta"]).ShouldBe(meant);

    [Fact]
    public void Very_long_text_is_not_compared() => Nearest.To(new string('s', 100_000), ["status"]).ShouldBeNull();
}
