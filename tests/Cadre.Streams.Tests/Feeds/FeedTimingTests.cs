using static Cadre.Streams.Tests.Feeds.ReadingHelpers;

namespace Cadre.Streams.Tests.Feeds;

public class FeedTimingTests
{
    static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    readonly FakeTime _time = new();

    [Fact]
    public async Task Flush_to_few_watchers_never_waits()
    {
        await using var feed = new TestFeed(time: _time);
        using var reader = feed.Feed.Subscribe(null);
        for (var i = 1; i <= 10; i++)
        {
            feed.Publish(1);
            (await reader.FramesAsync(1)).ShouldBe([i]);
        }
    }

    [Fact]
    public async Task Flush_to_many_watchers_delivers_the_first_at_once_and_the_next_together()
    {
        await using var feed = new TestFeed(time: _time);
        var readers = Enumerable.Range(0, 1_000).Select(_ => feed.Feed.Subscribe(null)).ToList();
        feed.Publish(1);
        foreach (var reader in readers) (await reader.FramesAsync(1)).ShouldBe([1]);

        var waiting = readers.Select(reader => reader.ReadAsync(default).AsTask()).ToList();
        feed.Publish(1);
        feed.Publish(1);
        _time.Advance(TimeSpan.FromMilliseconds(4));
        waiting.ShouldAllBe(task => !task.IsCompleted);
        _time.Advance(TimeSpan.FromMilliseconds(1));

        foreach (var task in waiting) (await task.Within("the delivery")).Sequences().ShouldBe([2, 3]);
        _time.Advance(TimeSpan.FromMilliseconds(5));
        feed.Publish(1);
        foreach (var reader in readers) (await reader.FramesAsync(1)).ShouldBe([4]);
        foreach (var reader in readers) reader.Dispose();
    }

    [Fact]
    public async Task Heartbeats_come_once_an_interval_with_the_position()
    {
        await using var feed = new TestFeed(time: _time);
        feed.Publish(3);
        using var reader = feed.Feed.Subscribe(null);

        for (var i = 0; i < 3; i++)
        {
            var next = reader.ReadAsync(default).AsTask();
            _time.Advance(15.1 * Second);
            (await next.Within("the heartbeat")).ShouldBe(new FeedBatch(FeedBatchKind.Heartbeat, TestFeed.At(3), default));
        }

        var later = reader.ReadAsync(default).AsTask();
        _time.Advance(7 * Second);
        later.IsCompleted.ShouldBeFalse();
        reader.Dispose();
        await later.Within("the end");
    }

    [Fact]
    public async Task Heartbeats_of_connections_made_together_are_spread()
    {
        await using var feed = new TestFeed(time: _time);
        var readers = Enumerable.Range(0, 1_000).Select(_ => feed.Feed.Subscribe(null)).ToList();
        var (most, before) = (0, 0);
        for (var tick = 0; tick < 151; tick++)
        {
            _time.Advance(TimeSpan.FromMilliseconds(100));
            var now = readers.Count(reader => reader.IsReady);
            most = Math.Max(most, now - before);
            before = now;
        }

        before.ShouldBe(1_000);
        most.ShouldBeLessThan(200);
        foreach (var reader in readers) reader.Dispose();
    }

    [Fact]
    public async Task Reader_that_does_not_send_in_time_is_aborted_and_ended_as_slow()
    {
        // Without heartbeats: a reader that was woken by one and not read again at once would be slow itself.
        await using var feed = new TestFeed(new FeedOptions { HeartbeatInterval = TimeSpan.FromHours(1) }, _time);
        var aborted = 0;
        using var slow = feed.Feed.Subscribe(null, () => aborted++);
        using var quick = feed.Feed.Subscribe(null);
        feed.Publish(2);
        (await slow.NextAsync()).Sequences().ShouldBe([1, 2]);
        (await quick.FramesAsync(2)).ShouldBe([1, 2]);
        var waiting = quick.ReadAsync(default).AsTask();

        _time.Advance(59 * Second);
        aborted.ShouldBe(0);
        _time.Advance(2 * Second);
        aborted.ShouldBe(1);
        _time.Advance(60 * Second);
        aborted.ShouldBe(1);

        var end = await slow.NextAsync();
        (end.Kind, end.Reason).ShouldBe((FeedBatchKind.End, "slow"));
        feed.Publish(1);
        (await waiting.Within("the next event")).Sequences().ShouldBe([3]);
    }

    [Fact]
    public async Task Reader_that_waits_is_never_slow()
    {
        await using var feed = new TestFeed(time: _time);
        using var reader = feed.Feed.Subscribe(null, () => throw new InvalidOperationException("must not be aborted"));
        for (var i = 0; i < 20; i++)
        {
            var next = reader.ReadAsync(default).AsTask();
            _time.Advance(16 * Second);
            (await next.Within("the heartbeat")).Kind.ShouldBe(FeedBatchKind.Heartbeat);
        }
    }

    [Fact]
    public async Task Without_watchers_no_timer_runs()
    {
        await using var feed = new TestFeed(time: _time);
        using (feed.Feed.Subscribe(null)) _time.ArmedTimers.ShouldBe(1);
        _time.Advance(Second);

        _time.ArmedTimers.ShouldBe(0);
        using var again = feed.Feed.Subscribe(null);
        _time.ArmedTimers.ShouldBe(1);
    }
}
