using System.Text.Json;

namespace Cadre.Live;

/// <summary>What a frame is.</summary>
public enum StreamFrameKind
{
    /// <summary>The server took the request; what follows comes from the cursor asked for.</summary>
    Opened,

    /// <summary>An event.</summary>
    Event,

    /// <summary>A sign of life, perhaps with where the server stands.</summary>
    Heartbeat,

    /// <summary>The cursor cannot be resumed.</summary>
    Reset,

    /// <summary>The server says goodbye, and why.</summary>
    End,

    /// <summary>A message that nobody can read.</summary>
    Malformed,
}

/// <summary>One thing that a transport delivers.</summary>
public readonly record struct StreamFrame
{
    private StreamFrame(StreamFrameKind kind) => Kind = kind;

    /// <summary>What it is.</summary>
    public StreamFrameKind Kind { get; }

    /// <summary>The event, if it is one.</summary>
    public LiveEvent? Event { get; private init; }

    /// <summary>Where the server stands; of an event or a malformed message: its place.</summary>
    public StreamCursor? Cursor { get; private init; }

    /// <summary>Why: of a reset, an end or a malformed message.</summary>
    public string? Reason { get; private init; }

    /// <summary>The snapshot that came with a reset.</summary>
    public JsonElement? State { get; private init; }

    /// <summary>The server took the request.</summary>
    public static StreamFrame Opened(StreamCursor? cursor = null) => new(StreamFrameKind.Opened) { Cursor = cursor };

    /// <summary>An event.</summary>
    public static StreamFrame Of(LiveEvent e)
    {
        ArgumentNullException.ThrowIfNull(e);
        return new(StreamFrameKind.Event) { Event = e, Cursor = e.Cursor };
    }

    /// <summary>A sign of life.</summary>
    public static StreamFrame Heartbeat(StreamCursor? cursor = null) => new(StreamFrameKind.Heartbeat) { Cursor = cursor };

    /// <summary>The cursor cannot be resumed.</summary>
    public static StreamFrame Reset(string reason, StreamCursor? cursor, JsonElement? state) =>
        new(StreamFrameKind.Reset) { Reason = reason, Cursor = cursor, State = state };

    /// <summary>The server says goodbye.</summary>
    public static StreamFrame End(string reason) => new(StreamFrameKind.End) { Reason = reason };

    /// <summary>A message that nobody can read, and its place if that is known.</summary>
    public static StreamFrame Malformed(string reason, StreamCursor? cursor) => new(StreamFrameKind.Malformed) { Reason = reason, Cursor = cursor };
}
