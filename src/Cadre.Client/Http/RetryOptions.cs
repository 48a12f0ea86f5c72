using Cadre.Live;

namespace Cadre.Client;

/// <summary>How requests are repeated.</summary>
public sealed record RetryOptions
{
    /// <summary>The most attempts, the first included.</summary>
    /// <value>4</value>
    public int Attempts { get; init; } = 4;

    /// <summary>How long one attempt may take; over it counts as a lost connection.</summary>
    /// <value>15 s</value>
    public TimeSpan AttemptTimeout { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>The wait before the next attempt, if the hub does not ask for a longer one.</summary>
    /// <value>250 ms, 500 ms, 1 s … 5 s, of which half is left to chance</value>
    public Backoff Backoff { get; init; } = new(TimeSpan.FromMilliseconds(250), TimeSpan.FromSeconds(5));

    /// <summary>The longest wait that a <c>Retry-After</c> may ask for; a longer one is an answer, not a wait.</summary>
    /// <value>30 s</value>
    public TimeSpan LongestWait { get; init; } = TimeSpan.FromSeconds(30);
}
