using System.Globalization;
using System.Text.Json;
using Cadre.Fleet;
using Cadre.Hub.Access;
using Cadre.Hub.Ingest;
using Cadre.Hub.Problems;
using Cadre.Hub.Requests;
using Cadre.Hub.Workspaces;
using Cadre.Streams;

namespace Cadre.Hub.Projects;

/// <summary>
/// One client of the fleet contract's WebSocket: it follows projects, and its own flat messages are commands. Whatever it sends, it is
/// answered and the connection stays.
/// </summary>
internal sealed class ProjectSocket(WorkspaceRegistry registry, Caller caller, FeedSocket socket, int jsonDepth, TimeProvider time)
{
    private readonly HashSet<int> _subscribed = [];

    public async ValueTask ReceiveAsync(ReadOnlyMemory<byte> message, CancellationToken cancellation)
    {
        if (caller.Take() is { } exceeded)
        {
            await RefuseAsync(default, exceeded, cancellation).ConfigureAwait(false);
            return;
        }

        JsonDocument document;
        try
        {
            document = JsonText.Parse(message, jsonDepth);
        }
        catch (ProblemException exception)
        {
            await RefuseAsync(default, exception.Problem, cancellation).ConfigureAwait(false);
            return;
        }

        using (document)
            await ReceiveAsync(document.RootElement, cancellation).ConfigureAwait(false);
    }

    private async ValueTask ReceiveAsync(JsonElement message, CancellationToken cancellation)
    {
        try
        {
            switch (TypeOf(message))
            {
                case "subscribe":
                    await SubscribeAsync(message, cancellation).ConfigureAwait(false);
                    break;
                case "unsubscribe":
                    await UnsubscribeAsync(message, cancellation).ConfigureAwait(false);
                    break;
                case "ping":
                    await SendAsync(SocketMessages.Pong(Now), cancellation).ConfigureAwait(false);
                    break;
                case "pong" or "heartbeat":
                    break;
                default:
                    await WriteAsync(message, cancellation).ConfigureAwait(false);
                    break;
            }
        }
        catch (Exception exception) when (ExceptionProblems.Foreseen(exception) is { } problem)
        {
            await RefuseAsync(message, problem, cancellation).ConfigureAwait(false);
        }
    }

    private async ValueTask SubscribeAsync(JsonElement message, CancellationToken cancellation)
    {
        var workspace = await ProjectAsync(message, Role.Viewer, cancellation).ConfigureAwait(false);
        var projectId = workspace.Info.ProjectId;
        await socket.SubscribeAsync(
            KeyOf(projectId), workspace.ProjectFeed, CursorOf(message), cursor => SocketMessages.Subscribed(projectId, cursor), cancellation).ConfigureAwait(false);
        _subscribed.Add(projectId);
    }

    private async ValueTask UnsubscribeAsync(JsonElement message, CancellationToken cancellation)
    {
        var projectId = ProjectIdOf(message);
        await socket.UnsubscribeAsync(KeyOf(projectId)).ConfigureAwait(false);
        _subscribed.Remove(projectId);
        await SendAsync(SocketMessages.Unsubscribed(projectId), cancellation).ConfigureAwait(false);
    }

    private async ValueTask WriteAsync(JsonElement message, CancellationToken cancellation)
    {
        var workspace = await ProjectAsync(message, Role.Agent, cancellation).ConfigureAwait(false);
        var item = IngestItem.Read(message, Dialect.Fleet, workspace.Info.ProjectId);
        if (item.Problem is { } problem)
            throw new ProblemException(Problem.From(problem));
        if (item.Unit is not { } unit)
        {
            await SendAsync(SocketMessages.Ignored(RequestIdOf(message), item.Ignored!, workspace.Current.Cursor), cancellation).ConfigureAwait(false);
            return;
        }

        if (ProposalPolicy.Check(caller, workspace.Current.State, unit) is { } forbidden)
            throw new ProblemException(Problem.From(forbidden));

        var command = new FleetCommand
        {
            Units = [unit],
            Actor = caller.Actor,
            Respond = outcome => new Reply(200, Acknowledge(message, outcome)),
        };
        var reply = await workspace.ExecuteAsync(command, cancellation).ConfigureAwait(false);
        await SendAsync(reply.Body, cancellation).ConfigureAwait(false);
    }

    private static byte[] Acknowledge(JsonElement message, CommandOutcome outcome) =>
        outcome.Refusal is { } refusal ? SocketMessages.Error(RequestIdOf(message), Problem.From(refusal))
        : outcome.Units[0].Ignored is { } reason ? SocketMessages.Ignored(RequestIdOf(message), reason, outcome.After.Cursor)
        : SocketMessages.Accepted(RequestIdOf(message), outcome.After.Cursor);

    private ValueTask RefuseAsync(JsonElement message, Problem problem, CancellationToken cancellation) =>
        SendAsync(SocketMessages.Error(RequestIdOf(message), problem), cancellation);

    private ValueTask SendAsync(ReadOnlyMemory<byte> message, CancellationToken cancellation) => socket.SendAsync(message, cancellation);

    private async ValueTask<Workspace> ProjectAsync(JsonElement message, Role role, CancellationToken cancellation)
    {
        if (caller.Role < role)
            throw new ProblemException(Forbidden.Role(caller, role));

        var projectId = ProjectIdOf(message);
        var workspace = await registry.FindAsync(projectId, cancellation).ConfigureAwait(false);
        return workspace is not null && caller.MayUse(workspace.Id) ? workspace : throw new ProblemException(
            new Problem(ProblemKinds.NotFound, $"There is no project {projectId} that this caller may use.") { Pointer = "/project_id", Value = KeyOf(projectId) });
    }

    private int ProjectIdOf(JsonElement message)
    {
        if (!message.TryGetProperty("project_id"u8, out var id))
            return _subscribed.Count == 1 ? _subscribed.First() : 1;

        return id.ValueKind == JsonValueKind.Number && id.TryGetInt32(out var number) ? number : throw Invalid("/project_id", id, "the number of a project");
    }

    private static Cursor? CursorOf(JsonElement message)
    {
        if (!message.TryGetProperty("after"u8, out var after) || after.ValueKind == JsonValueKind.Null)
            return null;

        return after.ValueKind == JsonValueKind.String && Cursor.TryParse(after.GetString(), out var cursor, out _)
            ? cursor
            : throw new ProblemException(new Problem(ProblemKinds.BadCursor, "The cursor cannot be read.")
            {
                Pointer = "/after",
                Value = after.GetRawText(),
                Expected = "epoch:sequence, as the hub sent it",
            });
    }

    private static string TypeOf(JsonElement message)
    {
        if (message.ValueKind != JsonValueKind.Object)
            throw Invalid("", message, "an object");

        return message.TryGetProperty("type"u8, out var type) && type.ValueKind == JsonValueKind.String
            ? type.GetString()!
            : throw Invalid("/type", type, "the type of a message, such as subscribe or agent_status_changed");
    }

    private static JsonElement RequestIdOf(JsonElement message) =>
        message.ValueKind == JsonValueKind.Object && message.TryGetProperty("request_id"u8, out var id) ? id : default;

    private static ProblemException Invalid(string pointer, JsonElement value, string expected) =>
        new(new Problem(ProblemKinds.InvalidValue, $"{(pointer.Length == 0 ? "The message" : $"'{pointer[1..]}'")} must be {expected}.")
        {
            Pointer = pointer,
            Value = value.ValueKind == JsonValueKind.Undefined ? null : value.GetRawText(),
            Expected = expected,
        });

    private static string KeyOf(int projectId) => projectId.ToString(CultureInfo.InvariantCulture);

    private long Now => time.GetUtcNow().ToUnixTimeMilliseconds();
}
