using System.Text;
using System.Threading.Channels;
using Cadre.Cli.Feeding;

namespace Cadre.Cli.Tests.Feeding;

public sealed class FeedBatchTests
{
    private readonly Channel<FeedItem> _channel = Channel.CreateUnbounded<FeedItem>();

    [Fact]
    public async Task Lone_message_does_not_wait_for_company()
    {
        Write(1);

        (await TakeAsync(500)).Count.ShouldBe(1);
    }

    [Fact]
    public async Task Messages_that_wait_go_together_up_to_the_bound()
    {
        Write(5);

        (await TakeAsync(3)).Count.ShouldBe(3);
        (await TakeAsync(3)).Count.ShouldBe(2);
    }

    [Fact]
    public async Task End_of_the_input_gives_an_empty_batch()
    {
        _channel.Writer.Complete();

        (await TakeAsync(3)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Large_messages_make_small_batches()
    {
        Write(10, size: 1024 * 1024);

        (await TakeAsync(500)).Count.ShouldBe(4);
    }

    [Fact]
    public async Task Content_is_one_message_a_line()
    {
        var batch = new FeedBatch("k", [Item("{\"a\":1}"), Item("{\"a\":2}")]);

        using var content = batch.ToContent();

        content.Headers.ContentType!.MediaType.ShouldBe("application/x-ndjson");
        (await content.ReadAsStringAsync(TestContext.Current.CancellationToken)).ShouldBe("{\"a\":1}\n{\"a\":2}\n");
    }

    [Fact]
    public void Split_keeps_order_and_gives_new_keys()
    {
        var (first, second) = new FeedBatch("k", [Item("1"), Item("2"), Item("3")]).Split();

        first.Items.Concat(second.Items).Select(item => Encoding.UTF8.GetString(item.Json.Span)).ShouldBe(["1", "2", "3"]);
        first.Items.ShouldNotBeEmpty();
        new[] { "k", first.Key, second.Key }.Distinct().Count().ShouldBe(3);
    }

    private async Task<IReadOnlyList<FeedItem>> TakeAsync(int most) =>
        await FeedBatch.TakeAsync(_channel.Reader, most, TestContext.Current.CancellationToken).Within("a batch");

    private void Write(int count, int size = 10)
    {
        for (var i = 0; i < count; i++)
            _channel.Writer.TryWrite(Item(new string('x', size))).ShouldBeTrue();
    }

    private static FeedItem Item(string json) => new("line 1", Encoding.UTF8.GetBytes(json));
}
