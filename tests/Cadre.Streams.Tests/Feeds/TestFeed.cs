using System.Text;

namespace Cadre.Streams.Tests.Feeds;

/// <summary>
/// A feed with its publisher and its history. The n-th event has the JSON <c>n</c>; every event divisible by <see cref="EmptyEvery"/> has
/// none.
/// </summary>
sealed class TestFeed : IFeedHistory, IAsyncDisposable
{
    public const string Epoch = "testepoch1";

    long _committed;
    long _oldest = 1;

    public TestFeed(FeedOptions? options = null, TimeProvider? time = null, long head = 0, long oldest = 1)
    {
        (_committed, _oldest) = (head, oldest);
        Time = time ?? TimeProvider.System;
        Feed = new Feed(Epoch, head, this, options ?? new FeedOptions(), Time);
    }

    public Feed Feed { get; }

    public TimeProvider Time { get; }

    public int EmptyEvery { get; init; } = int.MaxValue;

    public int FrameBytes { get; init; }

    public Func<Task> BeforeRead { get; set; } = () => Task.CompletedTask;

    public int Reads;

    public long Oldest
    {
        get => Volatile.Read(ref _oldest);
        set => Volatile.Write(ref _oldest, value);
    }

    public static Cursor At(long sequence) => new(Epoch, sequence);

    public void Publish(int count, bool flush = true)
    {
        for (var i = 0; i < count; i++) Feed.Publish(FrameOf(Volatile.Read(ref _committed) + 1, commit: true));
        if (flush) Feed.Flush();
    }

    public void Skip(int count)
    {
        Volatile.Write(ref _committed, _committed + count);
        Feed.Advance(_committed);
        Feed.Flush();
    }

    public async IAsyncEnumerable<Frame> ReadAsync(
        long after, long upTo, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref Reads);
        upTo.ShouldBeLessThanOrEqualTo(Volatile.Read(ref _committed));
        await BeforeRead();
        for (var sequence = after + 1; sequence <= upTo; sequence++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (sequence < Oldest) throw new CursorCompactedException("test", after, Oldest);
            if (sequence % EmptyEvery != 0) yield return FrameOf(sequence, commit: false);
        }
    }

    public ValueTask<Frame> ResetAsync(ResetReason reason, CancellationToken cancellationToken)
    {
        var sequence = Volatile.Read(ref _committed);
        return new(FrameEncoder.Encode(At(sequence), "reset", Encoding.UTF8.GetBytes($$"""{"type":"reset","reason":"{{reason}}","state":{{sequence}}}""")));
    }

    public ValueTask DisposeAsync() => Feed.DisposeAsync();

    Frame FrameOf(long sequence, bool commit)
    {
        if (commit) Volatile.Write(ref _committed, sequence);
        if (sequence % EmptyEvery == 0) return Frame.Empty(sequence);
        return FrameEncoder.Encode(At(sequence), "test", Encoding.UTF8.GetBytes(sequence.ToString().PadRight(FrameBytes)));
    }
}
