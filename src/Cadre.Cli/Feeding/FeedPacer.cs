namespace Cadre.Cli.Feeding;

/// <summary>Holds messages back until their time has come: the first is due at once, each other one as long after it as its timestamp says.</summary>
internal sealed class FeedPacer(FeedSpeed speed, TimeProvider time)
{
    // Timers take no longer delay than about 49 days; a pause may be longer.
    private static readonly TimeSpan LongestDelay = TimeSpan.FromDays(1);

    // A century stands for all pauses that no one lives to see, and keeps nonsense timestamps within what a TimeSpan holds.
    private static readonly TimeSpan LongestPause = TimeSpan.FromDays(36_525);

    private long? _firstTime;
    private long _startedAt;

    /// <summary>How long until the message is due; zero or less when it is.</summary>
    public TimeSpan TimeUntil(FeedItem item)
    {
        if (speed.Factor is not { } factor || item.Time is not { } itemTime)
            return TimeSpan.Zero;
        if (_firstTime is not { } first)
        {
            _firstTime = itemTime;
            _startedAt = time.GetTimestamp();
            return TimeSpan.Zero;
        }

        var due = Math.Min(((double)itemTime - first) / factor, LongestPause.TotalMilliseconds);
        return TimeSpan.FromMilliseconds(due) - time.GetElapsedTime(_startedAt);
    }

    public async ValueTask WaitAsync(FeedItem item, CancellationToken cancellation)
    {
        while (TimeUntil(item) is var left && left > TimeSpan.Zero)
            await Task.Delay(left < LongestDelay ? left : LongestDelay, time, cancellation);
    }
}
