using System.Text.Json;
using Cadre.Fleet;
using Cadre.Hub.Access;
using Cadre.Hub.Hosting;
using Cadre.Hub.OpenApi;
using Cadre.Hub.Problems;
using Cadre.Hub.Requests;
using Cadre.Hub.Workspaces;
using Cadre.Streams;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Cadre.Hub.Projects;

/// <summary>The reading side of the fleet contract: a workspace as a numbered project with snake_case entities.</summary>
internal sealed class ProjectEndpoints(WorkspaceHost host, WorkspaceRequests requests, HubOptions options, TimeProvider time)
{
    public const int MostTasks = 1_000;

    public static void Map(IEndpointRouteBuilder routes)
    {
        var endpoints = routes.ServiceProvider.GetRequiredService<ProjectEndpoints>();
        routes.MapOperation(ProjectOperations.Agents, endpoints.AgentsAsync);
        routes.MapOperation(ProjectOperations.Tasks, endpoints.TasksAsync);
        routes.MapOperation(ProjectOperations.Activity, endpoints.ActivityAsync);
        routes.MapOperation(ProjectOperations.Progress, endpoints.ProgressAsync);
        routes.MapOperation(ProjectOperations.Socket, endpoints.SocketAsync);
    }

    private async Task SocketAsync(HttpContext context)
    {
        if (!context.WebSockets.IsWebSocketRequest)
            throw new ProblemException(new Problem(ProblemKinds.UpgradeRequired, "This address speaks WebSocket only."));

        var caller = Caller.Of(context);
        using var webSocket = await FeedEndpoints.AcceptWebSocketAsync(context).ConfigureAwait(false);
        var settings = new FeedSocketOptions
        {
            HeartbeatInterval = options.Heartbeat,
            Heartbeat = cursors => SocketMessages.Heartbeat(time.GetUtcNow().ToUnixTimeMilliseconds(), cursors),
            End = (project, reason) => SocketMessages.End(project, reason),
        };
        await using var socket = new FeedSocket(webSocket, settings, time);
        await LiveStreams.RunAsync(context, socket, new ProjectSocket(host.Registry, caller, socket, options.Limits.JsonDepth, time).ReceiveAsync).ConfigureAwait(false);
    }

    private Task AgentsAsync(HttpContext context) => AnswerAsync(context, static (json, state) =>
    {
        json.WriteStartArray("agents"u8);
        foreach (var agent in state.Agents)
            FleetContract.WriteAgent(json, agent);
        json.WriteEndArray();
    });

    private Task TasksAsync(HttpContext context)
    {
        var limit = QueryValues.Integer(context.Request, "limit", 1, MostTasks, 100);
        var status = QueryValues.OneOf(context.Request, "status", WireNames.TaskStatuses);
        return AnswerAsync(context, (json, state) => WriteTasks(json, state, limit, status));
    }

    private Task ActivityAsync(HttpContext context)
    {
        var limit = QueryValues.Integer(context.Request, "limit", 1, FleetState.MaxActivity, FleetState.MaxActivity);
        return AnswerAsync(context, (json, state) =>
        {
            json.WriteStartArray("activity"u8);
            foreach (var item in state.Activity.Take(limit))
                FleetContract.WriteActivity(json, item);
            json.WriteEndArray();
        });
    }

    private async Task ProgressAsync(HttpContext context)
    {
        var point = (await requests.ProjectAsync(context).ConfigureAwait(false)).Current;
        var body = JsonBytes.Of(point.State.Progress, FleetContract.WriteProgress);
        await ReplyWriter.WriteAsync(context, new Reply(200, body) { Cursor = point.Cursor.ToString() }).ConfigureAwait(false);
    }

    private static void WriteTasks(Utf8JsonWriter json, FleetState state, int limit, string? status)
    {
        var wanted = state.Tasks.Where(task => status is null || task.Status.ToWireName() == status).ToList();
        json.WriteStartArray("tasks"u8);
        foreach (var task in wanted.Skip(Math.Max(0, wanted.Count - limit)))
            FleetContract.WriteTask(json, task);
        json.WriteEndArray();
        json.WriteNumber("total"u8, wanted.Count);
    }

    private async Task AnswerAsync(HttpContext context, Action<Utf8JsonWriter, FleetState> writeMembers)
    {
        var point = (await requests.ProjectAsync(context).ConfigureAwait(false)).Current;
        var body = JsonBytes.Of((point, writeMembers), static (json, answer) =>
        {
            json.WriteStartObject();
            answer.writeMembers(json, answer.point.State);
            json.WriteString("cursor"u8, answer.point.Cursor.ToString());
            json.WriteEndObject();
        });
        await ReplyWriter.WriteAsync(context, new Reply(200, body) { Cursor = point.Cursor.ToString() }).ConfigureAwait(false);
    }
}
