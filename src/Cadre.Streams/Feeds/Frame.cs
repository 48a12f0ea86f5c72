namespace Cadre.Streams;

/// <summary>One event as it goes over the wire: encoded once, sent to every watcher over every transport.</summary>
/// <param name="Sequence">The event's sequence.</param>
/// <param name="Sse">The whole server-sent event block; empty when the event does not exist in this format, which advances readers without
/// a word.</param>
/// <param name="JsonStart">Where the JSON begins in <paramref name="Sse"/>, in bytes.</param>
/// <param name="JsonLength">How long the JSON is, in bytes.</param>
public readonly record struct Frame(long Sequence, ReadOnlyMemory<byte> Sse, int JsonStart, int JsonLength)
{
    /// <summary>A frame without content.</summary>
    public static Frame Empty(long sequence) => new(sequence, default, 0, 0);

    /// <summary>The JSON alone, as WebSocket and long-poll send it.</summary>
    public ReadOnlyMemory<byte> Json => Sse.Slice(JsonStart, JsonLength);

    /// <summary>Whether the event does not exist in this format.</summary>
    public bool IsEmpty => Sse.IsEmpty;
}
