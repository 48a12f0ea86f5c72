using static Cadre.Streams.Tests.Feeds.ReadingHelpers;

namespace Cadre.Streams.Tests.Feeds;

/// <summary>Everything at once on a tiny ring: whoever reads, however slowly, sees every sequence once and in order.</summary>
public class FeedHammerTests
{
    const int Readers = 24;

    [Theory]
    [InlineData(1, 20_000, int.MaxValue)]
    [InlineData(2, 20_000, 3)]
    [InlineData(3, 20_000, int.MaxValue)]
    public async Task Readers_of_every_speed_see_every_event_once_and_in_order(int seed, int events, int emptyEvery)
    {
        var options = new FeedOptions
        {
            RingEntries = 8,
            BatchBytes = 300,
            MaxCoalescing = TimeSpan.FromMilliseconds(seed),
            HeartbeatInterval = TimeSpan.FromMilliseconds(50),
        };
        await using var feed = new TestFeed(options) { EmptyEvery = emptyEvery };
        var expected = UpTo(events).Where(n => n % emptyEvery != 0).ToArray();

        var readers = Enumerable.Range(0, Readers).Select(n => Task.Run(() => ReadAsync(feed, new Random(seed * 1_000 + n), events))).ToList();
        await PublishAsync(feed, new Random(seed), events);

        foreach (var reader in readers)
        {
            var seen = await reader.Within("a reader", TimeSpan.FromSeconds(90));
            seen.ShouldBe(expected);
        }

        feed.Feed.Watchers.ShouldBe(0);
    }

    [Fact]
    public async Task Wake_ups_are_never_lost()
    {
        // The next event is published the moment the one before it was read, that is while the reader is about to wait; no heartbeat comes
        // to the rescue.
        var options = new FeedOptions { HeartbeatInterval = TimeSpan.FromHours(1) };
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(async () =>
        {
            await using var feed = new TestFeed(options);
            using var reader = feed.Feed.Subscribe(null);
            using var read = new SemaphoreSlim(0);
            var reading = Task.Run(async () =>
            {
                for (var i = 0; i < 20_000; i++)
                {
                    (await reader.ReadAsync(default)).Frames.Length.ShouldBe(1);
                    read.Release();
                }
            });
            for (var i = 0; i < 20_000; i++)
            {
                feed.Publish(1);
                (await read.WaitAsync(Patience.Deadline)).ShouldBeTrue($"the reader was not woken for event {i + 1}");
            }

            await reading.Within("the reader");
        })));
    }

    static async Task PublishAsync(TestFeed feed, Random random, int events)
    {
        for (var published = 0; published < events;)
        {
            var count = Math.Min(random.Next(1, 30), events - published);
            if (random.Next(10) == 0) feed.Skip(count);
            else feed.Publish(count);
            published += count;
            if (random.Next(4) == 0) await Task.Yield();
            if (random.Next(200) == 0) await Task.Delay(TimeSpan.FromMilliseconds(1), TimeProvider.System, CancellationToken.None);
        }
    }

    static async Task<List<long>> ReadAsync(TestFeed feed, Random random, int last)
    {
        List<long> seen = [];
        var position = TestFeed.At(0);
        while (position.Sequence < last)
        {
            using var reader = feed.Feed.Subscribe(position);
            var batches = random.Next(1, 400);
            while (batches-- > 0 && position.Sequence < last)
            {
                var batch = await ReadOrCancelAsync(reader, random);
                if (batch is not { } got) continue;
                got.Kind.ShouldBeOneOf(FeedBatchKind.Frames, FeedBatchKind.Heartbeat);
                seen.AddRange(got.Sequences());
                position = got.Cursor;
                if (random.Next(50) == 0) await Task.Delay(TimeSpan.FromMilliseconds(random.Next(3)), TimeProvider.System, CancellationToken.None);
            }
        }

        return seen;
    }

    static async Task<FeedBatch?> ReadOrCancelAsync(FeedReader reader, Random random)
    {
        if (random.Next(20) != 0) return await reader.NextAsync();
        using var soon = new CancellationTokenSource(TimeSpan.FromMilliseconds(random.Next(2)), TimeProvider.System);
        try
        {
            return await reader.ReadAsync(soon.Token).Within("a batch or its cancellation");
        }
        catch (OperationCanceledException)
        {
            return null;
        }
    }
}
