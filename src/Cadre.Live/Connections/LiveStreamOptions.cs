namespace Cadre.Live;

/// <summary>Answers the bearer token to show.</summary>
/// <param name="refused">The token that the server has just refused, and which is therefore not to be answered again; null: any that is good.</param>
/// <param name="cancellationToken">Cancelled when the stream is disposed.</param>
/// <returns>Null: none.</returns>
public delegate ValueTask<string?> TokenSource(string? refused, CancellationToken cancellationToken);

/// <summary>How a <see cref="LiveStream"/> is set up.</summary>
public sealed record LiveStreamOptions
{
    /// <summary>The ways to receive, the preferred one first. Where one does not get through, the next is used.</summary>
    public required IReadOnlyList<ITransport> Transports { get; init; }

    /// <summary>How to catch up while there is no connection; null: not at all.</summary>
    public IEventPages? Pages { get; init; }

    /// <summary>Where to begin: the cursor of state that is there already. Null: with a snapshot.</summary>
    public StreamCursor? After { get; init; }

    /// <summary>Where tokens come from; null: there are none.</summary>
    public TokenSource? Tokens { get; init; }

    /// <summary>The wait before the next attempt.</summary>
    public Backoff Backoff { get; init; } = Backoff.Default;

    /// <summary>The wait before the next attempt after the server said no.</summary>
    /// <value>30 s, 1 min … 5 min</value>
    public Backoff RefusedBackoff { get; init; } = new(TimeSpan.FromSeconds(30), TimeSpan.FromMinutes(5));

    /// <summary>How long a transport may take until its first bytes come through; then the next one is tried.</summary>
    /// <value>10 s</value>
    public TimeSpan OpenTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How long an open connection may be silent before it counts as gone. The hub says something every 15 s.</summary>
    /// <value>40 s</value>
    public TimeSpan Silence { get; init; } = TimeSpan.FromSeconds(40);

    /// <summary>How often <see cref="Pages"/> are read while there is no connection.</summary>
    /// <value>5 s</value>
    public TimeSpan PollInterval { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How many attempts fail before pages are read.</summary>
    /// <value>1: a connection that comes back at once costs no further request.</value>
    public int PollAfterFailures { get; init; } = 1;

    /// <summary>How long a transport that is not the preferred one is kept; the next reconnection then begins with the preferred one again.</summary>
    /// <value>10 minutes</value>
    public TimeSpan KeepFallback { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>The most events that are applied in one go.</summary>
    /// <value>16,384</value>
    public int MaxBatch { get; init; } = 16_384;

    /// <summary>Where all time comes from.</summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    /// <summary>Chance, from 0 to 1, for the jitter of waits.</summary>
    public Func<double> Chance { get; init; } = Random.Shared.NextDouble;

    /// <summary>Told of exceptions that a sink or a listener threw. It must not throw.</summary>
    public Action<Exception>? Unhandled { get; init; }

    internal void Validate()
    {
        if (Transports is not { Count: > 0 }) throw new ArgumentException("At least one transport is needed.", nameof(Transports));
        Positive(Backoff.First, nameof(Backoff));
        Positive(RefusedBackoff.First, nameof(RefusedBackoff));
        Positive(OpenTimeout, nameof(OpenTimeout));
        Positive(Silence, nameof(Silence));
        Positive(PollInterval, nameof(PollInterval));
        ArgumentOutOfRangeException.ThrowIfNegative(PollAfterFailures);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(MaxBatch);
    }

    private static void Positive(TimeSpan value, string name) => ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(value, TimeSpan.Zero, name);
}
