using Microsoft.OpenApi;

namespace Cadre.Hub.OpenApi;

/// <summary>Parameters that many operations share.</summary>
internal static class CommonParameters
{
    public static Parameter After { get; } = new(
        "after", ParameterLocation.Query, "The cursor to go on after; without one the stream begins with the next event.", Shapes.Text("A cursor, epoch:sequence."));

    public static Parameter LastEventId { get; } = new(
        "Last-Event-ID", ParameterLocation.Header, "As `after`, and stronger; browsers send it when they reconnect.", Shapes.Text("A cursor, epoch:sequence."));

    public static Parameter IfMatch { get; } = new(
        "If-Match", ParameterLocation.Header, "The version the entity must still have, as the ETag gave it; otherwise the answer is 412.", Shapes.Text("An entity tag or `*`."));

    public static Parameter IdempotencyKey { get; } = new(
        "Idempotency-Key", ParameterLocation.Header,
        "Makes the request repeatable: a repeat with the same key gets the first answer and changes nothing, also after a restart.",
        Shapes.Text("1 to 255 visible ASCII characters.", 255));
}
