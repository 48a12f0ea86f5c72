namespace Cadre.Fleet.Tests.Sentences;

public sealed class WordingTests
{
    [Theory]
    [InlineData(0, "")]
    [InlineData(1, "a1")]
    [InlineData(2, "a1 and a2")]
    [InlineData(4, "a1, a2, a3 and a4")]
    [InlineData(5, "a1, a2, a3 and 2 more")]
    public void Names_are_as_many_as_can_be_read_at_a_glance(int count, string expected) =>
        Wording.Names([.. Enumerable.Range(1, count).Select(i => $"a{i}")]).ShouldBe(expected);

    [Theory]
    [InlineData(0, "0 min")]
    [InlineData(119.9, "119 min")]
    [InlineData(120, "2 h")]
    [InlineData(185, "3 h 5 min")]
    [InlineData(2880, "2 days")]
    [InlineData(144_000, "100 days")]
    public void Span_grows_coarser_with_length(double minutes, string expected) => Wording.Span(TimeSpan.FromMinutes(minutes)).ShouldBe(expected);

    [Fact]
    public void Quote_is_one_short_line_of_well_formed_text()
    {
        Wording.Quote(" a\r\nb ").ShouldBe("\"a b\"");
        Wording.Quote(new string('x', 80)).ShouldBe($"\"{new string('x', 80)}\"");
        Wording.Quote(new string('x', 79) + "🚀!").ShouldBe($"\"{new string('x', 79)}…\"");
    }

    [Fact]
    public void Count_groups_thousands() => (Wording.Count(1, "task"), Wording.Wait(12_000, "task")).ShouldBe(("1 task", "12,000 tasks wait"));
}
