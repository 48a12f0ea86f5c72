using System.Text;
using Cadre.Cli.Feeding;

namespace Cadre.Cli.Tests.Feeding;

public sealed class FeedSourceTests
{
    [Fact]
    public async Task Lines_are_read_whatever_their_ending()
    {
        var items = await ReadAsync("{\"a\":1}\n{\"a\":2}\r\n\n   \n{\"a\":3}");

        items.Select(item => (item.Place, Text(item))).ShouldBe(
            [("line 1", "{\"a\":1}"), ("line 2", "{\"a\":2}"), ("line 5", "{\"a\":3}")]);
    }

    [Fact]
    public async Task Byte_order_mark_is_not_part_of_the_first_message() =>
        (await ReadAsync("\ufeff{\"a\":1}\n")).ShouldHaveSingleItem().Fault.ShouldBeNull();

    [Theory]
    [InlineData("")]
    [InlineData("\n\n  \n")]
    [InlineData("[]")]
    [InlineData("\ufeff")]
    public async Task Input_without_messages_gives_none(string text) => (await ReadAsync(text)).ShouldBeEmpty();

    [Fact]
    public async Task Bad_lines_are_named_and_the_good_ones_still_read()
    {
        var items = await ReadAsync("{\"a\":1}\n{\"a\":\n{\"a\":NaN}\n[1]\n17\n{\"a\":1} x\n{\"a\":2}\n");

        items.Select(item => (item.Place, Good: item.Fault is null)).ShouldBe(
            [("line 1", true), ("line 2", false), ("line 3", false), ("line 4", false), ("line 5", false), ("line 6", false), ("line 7", true)]);
        items[2].Fault.ShouldBe("is not JSON: 'N' is an invalid start of a value (column 6)");
        items[3].Fault.ShouldBe("is a JSON array, expected a JSON object");
        items[4].Fault.ShouldBe("is a JSON number, expected a JSON object");
    }

    [Fact]
    public async Task Line_that_is_not_text_is_named()
    {
        var items = await ReadAsync(new MemoryStream([.. "{\"a\":\""u8, 0xC3, 0x28, .. "\"}\n{}\n"u8]));

        items.Count.ShouldBe(2);
        items[0].Fault.ShouldBe("is not valid UTF-8");
        items[1].Fault.ShouldBeNull();
    }

    [Fact]
    public async Task Line_beyond_all_bounds_is_skipped_and_reading_goes_on()
    {
        var items = await ReadAsync($"{{\"a\":1}}\n{{\"a\":\"{new string('x', 3 * 1024 * 1024)}\"}}\n{{\"a\":3}}\n");

        items.Select(item => item.Place).ShouldBe(["line 1", "line 2", "line 3"]);
        items[1].Fault.ShouldBe("is longer than 1 MiB");
        Text(items[2]).ShouldBe("{\"a\":3}");
    }

    [Fact]
    public async Task Array_is_read_element_by_element()
    {
        var items = await ReadAsync("  [\n  {\"a\": 1},\n  {\n    \"a\": 2\n  },\n  7\n]\n");

        items.Select(item => item.Place).ShouldBe(["item 1", "item 2", "item 3"]);
        Text(items[1]).ShouldNotContain('\n');
        items[2].Fault.ShouldBe("is a JSON number, expected a JSON object");
    }

    [Fact]
    public async Task Array_that_breaks_off_fails_and_says_after_which_item()
    {
        var failure = await Should.ThrowAsync<CliException>(() => ReadAsync("[{\"a\":1},{\"a\":2},{\"a\""));

        failure.Message.ShouldStartWith("The JSON array breaks off after item ");
    }

    [Fact]
    public async Task Input_that_comes_byte_by_byte_reads_the_same()
    {
        const string text = "\ufeff {\"a\":\"ä\"}\r\n{\"b\":2}\n\n{\"c\":3}";

        var whole = await ReadAsync(text);
        var trickled = await ReadAsync(new TricklingStream(Encoding.UTF8.GetBytes(text)));

        trickled.Select(item => (item.Place, Text(item))).ShouldBe(whole.Select(item => (item.Place, Text(item))));
        trickled.Count.ShouldBe(3);
    }

    [Fact]
    public async Task Position_in_the_input_reaches_its_length()
    {
        const string text = "{\"a\":1}\n{\"a\":2}\n";

        (await ReadAsync(text))[^1].InputPosition.ShouldBe(text.Length);
    }

    [Theory]
    [InlineData("""{"timestamp":"2026-01-02T03:04:05Z"}""", 1_767_323_045_000L)]
    [InlineData("""{"timestamp":"2026-01-02T04:04:05+01:00"}""", 1_767_323_045_000L)]
    [InlineData("""{"timestamp":1767323045000}""", 1_767_323_045_000L)]
    [InlineData("""{"time":17,"data":{"timestamp":99}}""", 17L)]
    [InlineData("""{"data":{"timestamp":99}}""", null)]
    [InlineData("""{"timestamp":"yesterday"}""", null)]
    [InlineData("""{"timestamp":{"timestamp":5}}""", null)]
    [InlineData("""{"timestamp":null}""", null)]
    public async Task Time_of_a_message_is_its_own_not_one_of_its_parts(string json, long? time) =>
        (await ReadAsync(json)).ShouldHaveSingleItem().Time.ShouldBe(time);

    private static Task<List<FeedItem>> ReadAsync(string text) => ReadAsync(new MemoryStream(Encoding.UTF8.GetBytes(text)));

    private static async Task<List<FeedItem>> ReadAsync(Stream input) =>
        await FeedSource.ReadAsync(input, TestContext.Current.CancellationToken).ToListAsync(TestContext.Current.CancellationToken);

    private static string Text(FeedItem item) => Encoding.UTF8.GetString(item.Json.Span);

    private sealed class TricklingStream(byte[] content) : MemoryStream(content)
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            base.ReadAsync(buffer[..Math.Min(1, buffer.Length)], cancellationToken);
    }
}
