using Cadre.Hub.OpenApi;
using Cadre.Hub.Problems;
using Microsoft.OpenApi;

namespace Cadre.Hub.Native;

/// <summary>What the native API offers for events.</summary>
internal static class EventOperations
{
    public const int MostEvents = 10_000;
    public const int UsualEvents = 1_000;
    public const int LongestWait = 60;

    private const string Tag = "Events";
    private const string Collection = "/api/workspaces/{ws}/events";

    public static Operation List { get; } = new("listEvents", "GET", Collection, "Gives a page of events, or waits for the next")
    {
        Tag = Tag,
        Description = "When the cursor cannot be resumed (`unknown-epoch`, `compacted`, `ahead`), the answer has `reset` with the reason and the whole state instead of events; go on at its cursor.",
        Parameters =
        [
            NativeShapes.Workspace,
            new("after", ParameterLocation.Query, "The cursor to go on after; without one from the oldest event kept.", Shapes.Text("A cursor, epoch:sequence.")),
            new("limit", ParameterLocation.Query, $"The most events to give; {UsualEvents} if absent. A page also ends at 4 MiB.", Shapes.Whole("Events.", 1, MostEvents)),
            new("wait", ParameterLocation.Query, "How many seconds to wait for an event if there is none yet; 0 if absent.", Shapes.Whole("Seconds.", 0, LongestWait)),
        ],
        Answers = [Answer.Ok("The page.", Shapes.Object("A page of events.",
            ("events", Shapes.ListOf("In order, without gaps.", Shapes.Ref("Event"))),
            ("cursor", Shapes.Text("Where to go on.")),
            ("more", Shapes.Flag("Whether there are more right now.")),
            ("reset?", Shapes.Object("The cursor could not be resumed.", ("reason", Shapes.Choice("Why.", "unknown-epoch", "compacted", "ahead")))),
            ("state?", Shapes.Ref("State"))))],
        Problems = [ProblemKinds.BadCursor, ProblemKinds.StoreUnavailable],
    };

    public static Operation Stream { get; } = new("streamEvents", "GET", Collection + "/stream", "Streams events as server-sent events")
    {
        Tag = Tag,
        IsStream = true,
        Description = "`id:` is the cursor, `event:` the type, `data:` the event. `reset` carries the state when the cursor cannot be resumed; `end` says why the hub closes the stream.",
        Parameters = [NativeShapes.Workspace, CommonParameters.After, CommonParameters.LastEventId],
        Answers = [new Answer(200, "The stream; it stays open.", Shapes.Text("Server-sent events."), "text/event-stream")],
        Problems = [ProblemKinds.BadCursor],
    };

    public static Operation Socket { get; } = new("socketEvents", "GET", Collection + "/ws", "Streams events over a WebSocket")
    {
        Tag = Tag,
        IsStream = true,
        Description = "Each text frame is one event, or an object whose type is `reset`, `heartbeat` or `end`. What the client sends is passed over.",
        Parameters = [NativeShapes.Workspace, CommonParameters.After],
        Answers = [new Answer(101, "The WebSocket.", null, null)],
        Problems = [ProblemKinds.BadCursor, ProblemKinds.UpgradeRequired],
    };

    public static Operation Post { get; } = new("postEvents", "POST", Collection, "Takes events")
    {
        Tag = Tag,
        Description = "One event, an array of events, or one event a line. Each is decided by itself and the answer tells what became of it; with `atomic=true` one refused event keeps all others out.",
        Parameters =
        [
            NativeShapes.Workspace,
            new("dialect", ParameterLocation.Query, "`native` (if absent): events as the hub emits them. `fleet`: flat messages.", Shapes.Choice("A dialect.", "native", "fleet")),
            new("atomic", ParameterLocation.Query, "Whether one refused event keeps all others out; false if absent.", Shapes.Choice("A flag.", "true", "false")),
            CommonParameters.IdempotencyKey,
        ],
        Body = new RequestBody(["application/json", "application/x-ndjson"], Shapes.Ref("IncomingEvent"), IsBatch: true),
        Answers = [Answer.Ok("What became of the events.", Shapes.Ref("BatchResult"))],
        Problems = [ProblemKinds.IdempotencyMismatch, ProblemKinds.StoreUnavailable],
    };
}
