namespace Cadre.Live;

/// <summary>How a stream stands.</summary>
public enum LiveStatus
{
    /// <summary>Nobody has called <see cref="LiveStream.Connect"/> yet.</summary>
    Idle,

    /// <summary>The first connection is being made.</summary>
    Connecting,

    /// <summary>Events come as they happen.</summary>
    Live,

    /// <summary>The connection was lost, or was never there; another attempt is under way or follows.</summary>
    Reconnecting,

    /// <summary>As <see cref="Reconnecting"/>, but plain requests get through: events come every few seconds.</summary>
    Polling,

    /// <summary>The server said no. It is asked again now and then.</summary>
    Refused,

    /// <summary>Disposed.</summary>
    Closed,
}

/// <summary>How a stream stands at one moment. Immutable.</summary>
/// <param name="Status">What is going on.</param>
/// <param name="Since">Since when.</param>
/// <param name="Transport">The transport in use, or the last one tried.</param>
/// <param name="FailedAttempts">How many attempts have failed since it was last live.</param>
/// <param name="NextAttemptAt">When the next attempt begins; null if one is under way or none is needed.</param>
/// <param name="Problem">Why it is not live.</param>
/// <param name="LastLiveAt">When it was last known to be live.</param>
public sealed record LiveState(
    LiveStatus Status,
    DateTimeOffset Since,
    string? Transport = null,
    int FailedAttempts = 0,
    DateTimeOffset? NextAttemptAt = null,
    StreamProblem? Problem = null,
    DateTimeOffset? LastLiveAt = null)
{
    /// <summary>Whether what is shown is current up to the network's delay.</summary>
    public bool IsLive => Status == LiveStatus.Live;
}
