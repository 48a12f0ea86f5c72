using static Cadre.Streams.Tests.Feeds.ReadingHelpers;

namespace Cadre.Streams.Tests.Feeds;

public class FeedTests
{
    static readonly FeedOptions SmallRing = new() { RingEntries = 8 };

    [Fact]
    public async Task Subscribe_without_a_cursor_gets_what_follows()
    {
        await using var feed = new TestFeed();
        feed.Publish(3);
        using var reader = feed.Feed.Subscribe(null);
        reader.Position.ShouldBe(TestFeed.At(3));

        var next = reader.ReadAsync(default).AsTask();
        next.IsCompleted.ShouldBeFalse();
        feed.Publish(2);

        var batch = await next.Within("the batch");
        batch.Sequences().ShouldBe([4, 5]);
        batch.Cursor.ShouldBe(TestFeed.At(5));
        feed.Reads.ShouldBe(0);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(3)]
    [InlineData(6)]
    public async Task Subscribe_at_a_cursor_in_memory_continues_there(int after)
    {
        await using var feed = new TestFeed();
        feed.Publish(7);
        using var reader = feed.Feed.Subscribe(TestFeed.At(after));

        (await reader.FramesAsync(7 - after)).ShouldBe(UpTo(7, after + 1));
        feed.Reads.ShouldBe(0);
    }

    [Fact]
    public async Task Subscribe_at_an_older_cursor_reads_the_history_and_joins()
    {
        await using var feed = new TestFeed(SmallRing);
        feed.Publish(2_000);
        using var reader = feed.Feed.Subscribe(TestFeed.At(10));

        (await reader.FramesAsync(1_990)).ShouldBe(UpTo(2_000, 11));
        feed.Publish(1);
        (await reader.FramesAsync(1)).ShouldBe([2_001]);
        feed.Reads.ShouldBeInRange(1, 10);
    }

    [Fact]
    public async Task Subscribe_at_a_cursor_of_another_epoch_resets_and_continues_with_the_tail()
    {
        await using var feed = new TestFeed();
        feed.Publish(5);
        using var reader = feed.Feed.Subscribe(new Cursor("other", 3));

        var reset = await reader.NextAsync();

        reset.Kind.ShouldBe(FeedBatchKind.Reset);
        reset.Cursor.ShouldBe(TestFeed.At(5));
        reset.Frames.Span[0].Text().ShouldContain("UnknownEpoch");
        feed.Publish(2);
        (await reader.FramesAsync(2)).ShouldBe([6, 7]);
    }

    [Fact]
    public async Task Subscribe_at_a_cursor_that_was_trimmed_resets()
    {
        await using var feed = new TestFeed(SmallRing);
        feed.Publish(100);
        feed.Oldest = 50;
        using var tooOld = feed.Feed.Subscribe(TestFeed.At(48));
        using var justInTime = feed.Feed.Subscribe(TestFeed.At(49));

        (await tooOld.NextAsync()).Frames.Span[0].Text().ShouldContain("Compacted");
        (await justInTime.FramesAsync(51)).ShouldBe(UpTo(100, 50));
    }

    [Fact]
    public async Task Subscribe_at_a_cursor_that_is_trimmed_while_it_is_read_resets()
    {
        await using var feed = new TestFeed(SmallRing);
        feed.Publish(100);
        feed.BeforeRead = () =>
        {
            feed.Oldest = 90;
            return Task.CompletedTask;
        };
        using var reader = feed.Feed.Subscribe(TestFeed.At(5));

        (await reader.NextAsync()).Frames.Span[0].Text().ShouldContain("Compacted");
    }

    [Fact]
    public async Task Subscribe_ahead_of_the_feed_resets_after_a_grace()
    {
        var time = new FakeTime();
        await using var feed = new TestFeed(time: time);
        feed.Publish(5);
        using var reader = feed.Feed.Subscribe(TestFeed.At(9));
        var next = reader.ReadAsync(default).AsTask();

        time.Advance(TimeSpan.FromMilliseconds(400));
        next.IsCompleted.ShouldBeFalse();
        time.Advance(TimeSpan.FromMilliseconds(200));

        (await next.Within("the reset")).Frames.Span[0].Text().ShouldContain("Ahead");
        feed.Publish(1);
        (await reader.FramesAsync(1)).ShouldBe([6]);
    }

    [Fact]
    public async Task Subscribe_ahead_of_a_feed_that_catches_up_misses_and_repeats_nothing()
    {
        var time = new FakeTime();
        await using var feed = new TestFeed(time: time);
        feed.Publish(5);
        using var reader = feed.Feed.Subscribe(TestFeed.At(7));
        var next = reader.ReadAsync(default).AsTask();

        feed.Publish(2);
        (await next.Within("the heartbeat")).ShouldBe(new FeedBatch(FeedBatchKind.Heartbeat, TestFeed.At(7), default));
        next = reader.ReadAsync(default).AsTask();
        time.Advance(TimeSpan.FromSeconds(2));
        next.IsCompleted.ShouldBeFalse();
        feed.Publish(1);
        (await next.Within("the frame")).Sequences().ShouldBe([8]);
    }

    [Fact]
    public async Task Publish_without_flush_is_not_seen()
    {
        await using var feed = new TestFeed();
        using var reader = feed.Feed.Subscribe(null);
        feed.Publish(3, flush: false);
        var next = reader.ReadAsync(default).AsTask();
        next.IsCompleted.ShouldBeFalse();

        feed.Feed.Flush();

        (await next.Within("the batch")).Sequences().ShouldBe([1, 2, 3]);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    public async Task Publish_out_of_order_is_refused(long sequence)
    {
        await using var feed = new TestFeed();

        Should.Throw<ArgumentException>(() => feed.Feed.Publish(Frame.Empty(sequence))).Message.ShouldContain("expected the frame after 0");
    }

    [Fact]
    public async Task Publish_of_events_that_do_not_exist_in_the_format_moves_readers_on_silently()
    {
        await using var feed = new TestFeed(SmallRing) { EmptyEvery = 2 };
        feed.Publish(20);
        using var fromHistory = feed.Feed.Subscribe(TestFeed.At(0));
        using var fromMemory = feed.Feed.Subscribe(TestFeed.At(15));

        (await fromHistory.FramesAsync(10)).ShouldBe([1, 3, 5, 7, 9, 11, 13, 15, 17, 19]);
        (await fromMemory.FramesAsync(2)).ShouldBe([17, 19]);
        fromHistory.Position.ShouldBe(TestFeed.At(20));
        fromMemory.Position.ShouldBe(TestFeed.At(20));
    }

    [Fact]
    public async Task Advance_leaves_a_hole_that_readers_fill_from_the_history()
    {
        await using var feed = new TestFeed();
        feed.Publish(3);
        feed.Skip(4);
        feed.Publish(3);
        using var reader = feed.Feed.Subscribe(TestFeed.At(1));

        (await reader.FramesAsync(9)).ShouldBe(UpTo(10, 2));
        feed.Reads.ShouldBe(1);
    }

    [Fact]
    public async Task Advance_with_a_reader_waiting_gives_it_the_events_from_the_history()
    {
        await using var feed = new TestFeed();
        using var reader = feed.Feed.Subscribe(null);
        var next = reader.ReadAsync(default).AsTask();

        feed.Skip(3);

        (await next.Within("the batch")).Sequences().ShouldBe([1, 2, 3]);
    }

    [Fact]
    public async Task Batches_are_bounded_in_bytes_but_hold_at_least_one_frame()
    {
        await using var feed = new TestFeed(new FeedOptions { BatchBytes = 1_000 }) { FrameBytes = 400 };
        feed.Publish(5);
        using var reader = feed.Feed.Subscribe(TestFeed.At(0));
        List<int> sizes = [];
        for (var taken = 0; taken < 5; taken += sizes[^1]) sizes.Add((await reader.NextAsync()).Frames.Length);

        sizes.ShouldBe([2, 2, 1]);

        await using var large = new TestFeed(new FeedOptions { BatchBytes = 1_000 }) { FrameBytes = 5_000 };
        large.Publish(2);
        using var patient = large.Feed.Subscribe(TestFeed.At(0));
        (await patient.NextAsync()).Sequences().ShouldBe([1]);
        (await patient.NextAsync()).Sequences().ShouldBe([2]);
    }

    [Fact]
    public async Task Memory_is_bounded_in_frames_and_in_bytes()
    {
        await using var many = new TestFeed(SmallRing);
        many.Publish(100);
        many.Feed.OldestInMemory.ShouldBe(93);

        await using var large = new TestFeed(new FeedOptions { RingBytes = 10_000 }) { FrameBytes = 1_000 };
        large.Publish(100);
        large.Feed.OldestInMemory.ShouldBeInRange(91, 93);

        await using var huge = new TestFeed(new FeedOptions { RingBytes = 10_000 }) { FrameBytes = 50_000 };
        huge.Publish(3);
        huge.Feed.OldestInMemory.ShouldBe(3);
    }

    [Fact]
    public async Task Watchers_are_counted()
    {
        await using var feed = new TestFeed();
        var readers = Enumerable.Range(0, 200).Select(_ => feed.Feed.Subscribe(null)).ToList();
        feed.Feed.Watchers.ShouldBe(200);
        foreach (var reader in readers) reader.Dispose();
        readers[0].Dispose();

        feed.Feed.Watchers.ShouldBe(0);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(4)]
    [InlineData(1_000)]
    [InlineData(1 << 21)]
    public void Options_with_a_ring_that_is_no_power_of_two_or_out_of_range_are_refused(int entries) =>
        Should.Throw<ArgumentException>(() => new TestFeed(new FeedOptions { RingEntries = entries })).Message.ShouldContain($"got {entries}");

    [Fact]
    public void Options_out_of_range_are_refused_all_at_once()
    {
        var options = new FeedOptions
        {
            RingBytes = 0,
            BatchBytes = 0,
            MaxCoalescing = TimeSpan.FromSeconds(2),
            HeartbeatInterval = default,
            SlowReaderTimeout = default,
            AheadGrace = -TimeSpan.FromSeconds(1),
        };

        var message = Should.Throw<ArgumentException>(() => new TestFeed(options)).Message;

        foreach (var name in (string[])["RingBytes", "BatchBytes", "MaxCoalescing", "HeartbeatInterval", "SlowReaderTimeout", "AheadGrace"]) message.ShouldContain(name);
    }
}
