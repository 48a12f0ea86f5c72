using Cadre.Query;

namespace Cadre.Live;

/// <summary>How a <see cref="LiveBridge"/> is set up.</summary>
public sealed record LiveBridgeOptions
{
    /// <summary>Which part of the cache follows the stream: what lies below this key is declared stale when the stream starts over.</summary>
    /// <value>All of it</value>
    public QueryKey Scope { get; init; } = QueryKey.Empty;

    /// <summary>The least time between two rounds of fetches that events ask for, for each key. The first one is never held back.</summary>
    /// <value>250 ms</value>
    public TimeSpan RefetchInterval { get; init; } = TimeSpan.FromMilliseconds(250);

    /// <summary>Where all time comes from.</summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    /// <summary>Told, once for each type, of events that the table does not know.</summary>
    public Action<LiveEvent>? UnknownType { get; init; }

    /// <summary>Told of each event that could not be read, and why; the event is null if not even its envelope could be.</summary>
    public Action<LiveEvent?, string>? Unreadable { get; init; }

    /// <summary>Told of exceptions that functions of the table threw. It must not throw.</summary>
    public Action<Exception>? Unhandled { get; init; }
}

/// <summary>What a bridge has gone through.</summary>
/// <param name="Applied">Events of which a row took notice.</param>
/// <param name="Unknown">Events of types that the table does not know.</param>
/// <param name="Unreadable">Events that could not be read.</param>
public sealed record LiveBridgeCounts(long Applied, long Unknown, long Unreadable);
