using static Cadre.Streams.Tests.Feeds.ReadingHelpers;

namespace Cadre.Streams.Tests.Feeds;

public class FeedEndingTests
{
    [Fact]
    public async Task End_gives_readers_what_was_published_and_then_the_reason()
    {
        await using var feed = new TestFeed(new FeedOptions { RingEntries = 8 });
        using var waiting = feed.Feed.Subscribe(null);
        var next = waiting.ReadAsync(default).AsTask();
        feed.Publish(20, flush: false);
        using var behind = feed.Feed.Subscribe(TestFeed.At(0));

        feed.Feed.End("maintenance");

        (await next.Within("the frames")).Sequences().ShouldBe(UpTo(12));
        (await waiting.FramesAsync(8)).ShouldBe(UpTo(20, 13));
        (await waiting.NextAsync()).Reason.ShouldBe("maintenance");
        (await behind.FramesAsync(20)).ShouldBe(UpTo(20));
        var end = await behind.NextAsync();
        (end.Kind, end.Reason, end.Cursor).ShouldBe((FeedBatchKind.End, "maintenance", TestFeed.At(20)));
    }

    [Fact]
    public async Task Subscribe_after_the_end_gets_what_is_left_and_the_reason()
    {
        var feed = new TestFeed();
        feed.Publish(2);
        await feed.DisposeAsync();
        using var reader = feed.Feed.Subscribe(TestFeed.At(1));

        (await reader.FramesAsync(1)).ShouldBe([2]);
        (await reader.NextAsync()).Reason.ShouldBe("shutdown");
    }

    [Fact]
    public async Task End_of_one_reader_leaves_the_others()
    {
        await using var feed = new TestFeed();
        using var ended = feed.Feed.Subscribe(null);
        using var other = feed.Feed.Subscribe(null);
        var next = ended.ReadAsync(default).AsTask();

        ended.End("token-revoked");

        (await next.Within("the end")).Reason.ShouldBe("token-revoked");
        feed.Publish(1);
        (await ended.NextAsync()).Reason.ShouldBe("token-revoked");
        (await other.FramesAsync(1)).ShouldBe([1]);
    }

    [Fact]
    public async Task Dispose_while_a_read_waits_ends_it()
    {
        await using var feed = new TestFeed();
        var reader = feed.Feed.Subscribe(null);
        var next = reader.ReadAsync(default).AsTask();

        reader.Dispose();

        (await next.Within("the end")).Kind.ShouldBe(FeedBatchKind.End);
    }

    [Fact]
    public async Task Read_cancelled_throws_at_once_and_the_reader_goes_on()
    {
        await using var feed = new TestFeed();
        using var reader = feed.Feed.Subscribe(null);
        using var cancel = new CancellationTokenSource();
        var next = reader.ReadAsync(cancel.Token).AsTask();
        await cancel.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(() => next.Within("the cancellation"));
        feed.Publish(1);
        (await reader.FramesAsync(1)).ShouldBe([1]);
    }

    [Fact]
    public async Task Read_while_another_waits_is_refused()
    {
        await using var feed = new TestFeed();
        using var reader = feed.Feed.Subscribe(null);
        var next = reader.ReadAsync(default).AsTask();

        await Should.ThrowAsync<InvalidOperationException>(async () => await reader.ReadAsync(default));
        feed.Publish(1);
        (await next.Within("the first read")).Sequences().ShouldBe([1]);
    }

    [Fact]
    public async Task Read_of_a_history_that_is_unavailable_ends_with_a_reason()
    {
        await using var feed = new TestFeed();
        feed.Skip(10);
        feed.BeforeRead = () => throw new LogUnavailableException(LogUnavailableReason.DeviceError, "made up");
        using var reader = feed.Feed.Subscribe(TestFeed.At(0));

        (await reader.NextAsync()).Reason.ShouldBe("unavailable");
    }
}
