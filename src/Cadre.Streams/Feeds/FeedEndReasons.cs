namespace Cadre.Streams;

/// <summary>The reasons a subscription ends with that this library itself gives.</summary>
public static class FeedEndReasons
{
    /// <summary>The server is stopping: connect again.</summary>
    public const string Shutdown = "shutdown";

    /// <summary>The reader did not take what it was sent in time.</summary>
    public const string Slow = "slow";

    /// <summary>The history cannot be read at the moment: connect again later.</summary>
    public const string Unavailable = "unavailable";
}
