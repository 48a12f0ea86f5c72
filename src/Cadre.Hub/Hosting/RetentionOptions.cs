namespace Cadre.Hub.Hosting;

/// <summary>How long a workspace keeps its past.</summary>
/// <remarks>An event is dropped when either bound says so, and only once a newer snapshot holds its effect.</remarks>
public sealed class RetentionOptions
{
    /// <summary>The most events kept for a workspace.</summary>
    /// <value>0: no bound.</value>
    public long Events { get; set; }

    /// <summary>The age at which events are dropped.</summary>
    /// <value>Zero: never.</value>
    public TimeSpan Age { get; set; }

    /// <summary>How long the answer to a request with an <c>Idempotency-Key</c> is remembered.</summary>
    /// <value>24 hours</value>
    public TimeSpan Answers { get; set; } = TimeSpan.FromHours(24);
}
