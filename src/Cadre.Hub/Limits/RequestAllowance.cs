using Cadre.Hub.Problems;

namespace Cadre.Hub.Limits;

/// <summary>How many requests someone may make: an average rate with a burst, as a token bucket.</summary>
/// <remarks>
/// One number says it all: the moment at which the bucket is full again. No timer, no lock; thread safe.
/// </remarks>
internal sealed class RequestAllowance
{
    private readonly TimeProvider _time;
    private readonly int _perSecond;
    private readonly int _burst;
    private readonly long _interval;
    private readonly long _depth;
    private long _fullAt;

    public RequestAllowance(int perSecond, int burst, TimeProvider time)
    {
        (_perSecond, _burst, _time) = (perSecond, burst, time);
        _interval = Math.Max(1, time.TimestampFrequency / perSecond);
        _depth = _interval * burst;
        _fullAt = long.MinValue;
    }

    /// <summary>Takes one request from the bucket; <c>null</c> when there was one.</summary>
    public Problem? Take() => TryTake(out var retryAfter) ? null : new Problem(
        ProblemKinds.RateLimited,
        $"This token may make {_perSecond} requests a second and {_burst} at once. Try again in {Math.Ceiling(retryAfter.TotalMilliseconds)} ms.")
    {
        RetryAfter = retryAfter,
        Extras = json =>
        {
            json.WriteNumber("requestsPerSecond"u8, _perSecond);
            json.WriteNumber("burst"u8, _burst);
            json.WriteNumber("retryAfterMs"u8, (long)Math.Ceiling(retryAfter.TotalMilliseconds));
        },
    };

    /// <summary>Takes one request from the bucket, or says how long it takes until one is there.</summary>
    public bool TryTake(out TimeSpan retryAfter)
    {
        while (true)
        {
            var now = _time.GetTimestamp();
            var seen = Interlocked.Read(ref _fullAt);
            var next = Math.Max(seen, now) + _interval;
            if (next - now > _depth)
            {
                retryAfter = TimeSpan.FromSeconds((double)(next - now - _depth) / _time.TimestampFrequency);
                return false;
            }

            if (Interlocked.CompareExchange(ref _fullAt, next, seen) == seen)
            {
                retryAfter = TimeSpan.Zero;
                return true;
            }
        }
    }
}
