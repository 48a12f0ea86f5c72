using Cadre.Streams.Tests.Feeds;
using static Cadre.Streams.Tests.Feeds.ReadingHelpers;

namespace Cadre.Streams.Tests.Transports;

public class PageTests
{
    static readonly TimeSpan AtOnce = TimeSpan.Zero;
    static readonly TimeSpan Long = TimeSpan.FromSeconds(60);

    readonly FakeTime _time = new();

    static Task<FeedPage> ReadAsync(TestFeed feed, long after, int limit = 1_000, TimeSpan? wait = null, CancellationToken cancellationToken = default) =>
        FeedEndpoints.ReadPageAsync(feed.Feed, TestFeed.At(after), limit, wait ?? AtOnce, cancellationToken).Within("the page");

    static long[] Sequences(FeedPage page) => [.. page.Frames.Select(frame => frame.Sequence)];

    [Theory]
    [InlineData(8)]
    [InlineData(8_192)]
    public async Task Pages_one_after_the_other_give_everything_once(int ring)
    {
        await using var feed = new TestFeed(new FeedOptions { RingEntries = ring }, _time);
        feed.Publish(1_000);
        List<long> seen = [];
        FeedPage page;
        var after = 0L;
        do
        {
            page = await ReadAsync(feed, after, limit: 70);
            page.Frames.Count.ShouldBeLessThanOrEqualTo(70);
            page.More.ShouldBe(page.Cursor.Sequence < 1_000);
            seen.AddRange(Sequences(page));
            after = page.Cursor.Sequence;
        }
        while (page.More);

        seen.ShouldBe(UpTo(1_000));
    }

    [Fact]
    public async Task Page_at_the_head_without_waiting_is_empty()
    {
        await using var feed = new TestFeed(time: _time);
        feed.Publish(3);

        var page = await ReadAsync(feed, 3);

        (page.Frames.Count, page.Cursor, page.More, page.Reset).ShouldBe((0, TestFeed.At(3), false, null));
        feed.Feed.Watchers.ShouldBe(0);
    }

    [Fact]
    public async Task Page_that_waits_comes_with_the_next_event()
    {
        await using var feed = new TestFeed(time: _time);
        var waiting = ReadAsync(feed, 0, wait: Long);
        waiting.IsCompleted.ShouldBeFalse();

        feed.Publish(2);

        Sequences(await waiting).ShouldBe([1, 2]);
    }

    [Fact]
    public async Task Page_that_waits_is_empty_when_the_time_is_over()
    {
        await using var feed = new TestFeed(time: _time);
        var waiting = ReadAsync(feed, 0, wait: Long);

        _time.Advance(TimeSpan.FromSeconds(59));
        waiting.IsCompleted.ShouldBeFalse();
        _time.Advance(TimeSpan.FromSeconds(2));

        (await waiting).Frames.ShouldBeEmpty();
        feed.Feed.Watchers.ShouldBe(0);
    }

    [Fact]
    public async Task Page_that_waits_is_cancelled_at_once()
    {
        await using var feed = new TestFeed(time: _time);
        using var cancel = new CancellationTokenSource();
        var waiting = ReadAsync(feed, 0, wait: Long, cancellationToken: cancel.Token);
        await cancel.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(() => waiting);
        feed.Feed.Watchers.ShouldBe(0);
    }

    [Fact]
    public async Task Page_moves_past_events_that_do_not_exist_in_the_format()
    {
        await using var feed = new TestFeed(time: _time) { EmptyEvery = 1 };
        feed.Publish(5);
        var waiting = ReadAsync(feed, 0, wait: Long);
        waiting.IsCompleted.ShouldBeFalse();
        _time.Advance(Long + Long);

        var page = await waiting;
        (page.Frames.Count, page.Cursor.Sequence).ShouldBe((0, 5));
    }

    [Fact]
    public async Task Page_sees_what_was_flushed_even_while_watchers_still_wait_for_it()
    {
        await using var feed = new TestFeed(time: _time);
        var watchers = Enumerable.Range(0, 1_000).Select(_ => feed.Feed.Subscribe(null)).ToList();
        feed.Publish(1);
        feed.Publish(1);
        feed.Feed.Delivered.ShouldBe(1);

        Sequences(await ReadAsync(feed, 0)).ShouldBe([1, 2]);
        foreach (var watcher in watchers) watcher.Dispose();
    }

    [Fact]
    public async Task Page_ends_before_it_grows_too_large()
    {
        await using var feed = new TestFeed(time: _time) { FrameBytes = 1_000_000 };
        feed.Publish(10);

        var page = await ReadAsync(feed, 0);

        page.Frames.Count.ShouldBe(5);
        page.Cursor.Sequence.ShouldBe(5);
        page.More.ShouldBeTrue();
    }

    [Theory]
    [InlineData("other:1", "UnknownEpoch")]
    [InlineData("testepoch1:3", "Compacted")]
    public async Task Page_at_a_cursor_that_cannot_be_resumed_is_a_reset(string cursor, string reason)
    {
        await using var feed = new TestFeed(new FeedOptions { RingEntries = 8 }, _time);
        feed.Publish(50);
        feed.Oldest = 20;

        var page = await FeedEndpoints.ReadPageAsync(feed.Feed, Cursor.Parse(cursor), 10, AtOnce, default).Within("the page");

        page.Reset!.Value.Text().ShouldContain(reason);
        (page.Frames.Count, page.Cursor, page.More).ShouldBe((0, TestFeed.At(50), false));
    }

    [Fact]
    public async Task Page_ahead_of_the_feed_is_a_reset_after_a_grace()
    {
        await using var feed = new TestFeed(time: _time);
        feed.Publish(5);
        var waiting = ReadAsync(feed, 9);
        waiting.IsCompleted.ShouldBeFalse();
        _time.Advance(TimeSpan.FromSeconds(1));

        (await waiting).Reset!.Value.Text().ShouldContain("Ahead");
    }

    [Fact]
    public async Task Page_ahead_of_a_feed_that_catches_up_is_empty()
    {
        await using var feed = new TestFeed(time: _time);
        var waiting = ReadAsync(feed, 2);
        feed.Publish(2);

        var page = await waiting;
        (page.Frames.Count, page.Cursor.Sequence, page.Reset).ShouldBe((0, 2, null));
    }

    [Fact]
    public async Task Page_of_a_feed_that_ends_comes_at_once()
    {
        await using var feed = new TestFeed(time: _time);
        feed.Publish(1);
        var waiting = ReadAsync(feed, 1, wait: Long);
        feed.Feed.End("shutdown");

        (await waiting).Cursor.Sequence.ShouldBe(1);
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(1, -1)]
    public async Task Page_with_a_limit_or_wait_out_of_range_is_refused(int limit, int seconds)
    {
        await using var feed = new TestFeed(time: _time);

        await Should.ThrowAsync<ArgumentOutOfRangeException>(() => ReadAsync(feed, 0, limit, TimeSpan.FromSeconds(seconds)));
    }
}
