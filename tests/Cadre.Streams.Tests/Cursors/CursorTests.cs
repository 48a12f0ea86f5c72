namespace Cadre.Streams.Tests.Cursors;

public class CursorTests
{
    [Theory]
    [InlineData("a:0")]
    [InlineData("k3f9x0a2bc:42")]
    [InlineData("0123456789abcdefghijklmnopqrstuv:9223372036854775807")]
    public void Parse_a_cursor_gives_back_the_same_text(string text) => Cursor.Parse(text).ToString().ShouldBe(text);

    [Theory]
    [InlineData("", "epoch:sequence")]
    [InlineData("abc", "'abc' is not a cursor")]
    [InlineData(":1", "epoch before the colon is missing")]
    [InlineData("abc:", "sequence after the colon is missing")]
    [InlineData("abc:01", "no leading zeros")]
    [InlineData("abc:-1", "digits only")]
    [InlineData("abc:+1", "digits only")]
    [InlineData("abc: 1", "digits only")]
    [InlineData("abc:1 ", "digits only")]
    [InlineData("abc:1:2", "digits only")]
    [InlineData("abc:١", "digits only")]
    [InlineData("abc:9223372036854775808", "at most 9223372036854775807")]
    [InlineData("ABC:1", "only 0-9 and a-z")]
    [InlineData("a b:1", "only 0-9 and a-z")]
    [InlineData("0123456789abcdefghijklmnopqrstuvw:1", "33 characters long")]
    public void TryParse_anything_else_says_what_is_wrong(string text, string expected)
    {
        Cursor.TryParse(text, out var cursor, out var error).ShouldBeFalse();
        error.ShouldNotBeNull().ShouldContain(expected);
        cursor.ShouldBe(default);
        Should.Throw<FormatException>(() => Cursor.Parse(text)).Message.ShouldBe(error);
    }

    [Fact]
    public void TryParse_a_huge_text_quotes_only_its_beginning()
    {
        Cursor.TryParse(new string('x', 10_000), out _, out var error).ShouldBeFalse();
        error.ShouldNotBeNull().Length.ShouldBeLessThan(200);
    }

    [Fact]
    public void Constructor_refuses_what_could_not_be_parsed_back()
    {
        Should.Throw<ArgumentException>(() => new Cursor("A", 1));
        Should.Throw<ArgumentException>(() => new Cursor("", 1));
        Should.Throw<ArgumentNullException>(() => new Cursor(null!, 1));
        Should.Throw<ArgumentOutOfRangeException>(() => new Cursor("a", -1));
    }

    [Fact]
    public void Default_has_no_text() => default(Cursor).ToString().ShouldBe("");

    [Fact]
    public void Create_makes_a_different_valid_epoch_each_time()
    {
        var epochs = Enumerable.Range(0, 1_000).Select(_ => CursorEpoch.Create()).ToHashSet();
        epochs.Count.ShouldBe(1_000);
        foreach (var epoch in epochs) new Cursor(epoch, 1).Epoch.Length.ShouldBeGreaterThanOrEqualTo(10);
    }
}
