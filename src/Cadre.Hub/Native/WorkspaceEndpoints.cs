using System.Text.Json;
using Cadre.Hub.Access;
using Cadre.Hub.Hosting;
using Cadre.Hub.Limits;
using Cadre.Hub.OpenApi;
using Cadre.Hub.Problems;
using Cadre.Hub.Requests;
using Cadre.Hub.Workspaces;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Cadre.Hub.Native;

/// <summary>Workspaces: each one fleet with its own log.</summary>
internal sealed class WorkspaceEndpoints(WorkspaceRequests requests, WorkspaceHost host, HubLimits limits)
{
    private const string Tag = "Workspaces";
    private const string Collection = "/api/workspaces";

    private static readonly Operation List = new("listWorkspaces", "GET", Collection, "Lists the workspaces that the caller may use")
    {
        Tag = Tag,
        Answers = [Answer.Ok("The workspaces in the order of their creation.", Shapes.Object("Workspaces.",
            ("items", Shapes.ListOf("The workspaces.", Shapes.Ref("Workspace")))))],
    };

    private static readonly Operation Create = new("createWorkspace", "POST", Collection, "Creates a workspace")
    {
        Tag = Tag,
        HasCursor = true,
        Parameters = [CommonParameters.IdempotencyKey],
        Body = RequestBody.Json(Shapes.Object("The new workspace.",
            ("id", Shapes.Text("Its name: " + WorkspaceInfo.IdRule + ".", 64)),
            ("template?", Shapes.Choice("What it begins with; `empty` if absent.", WorkspaceTemplates.All)))),
        Answers = [Answer.Created("The workspace.", Shapes.Ref("Workspace"))],
        Problems = [ProblemKinds.UnknownMember, ProblemKinds.AlreadyExists, ProblemKinds.LimitReached, ProblemKinds.IdempotencyMismatch, ProblemKinds.StoreUnavailable],
    };

    private static readonly Operation Get = new("getWorkspace", "GET", Collection + "/{ws}", "Gives one workspace")
    {
        Tag = Tag,
        Parameters = [NativeShapes.Workspace],
        Answers = [Answer.Ok("The workspace.", Shapes.Ref("Workspace"))],
    };

    public static void Map(IEndpointRouteBuilder routes)
    {
        var endpoints = routes.ServiceProvider.GetRequiredService<WorkspaceEndpoints>();
        routes.MapOperation(List, endpoints.ListAsync);
        routes.MapOperation(Create, endpoints.CreateAsync);
        routes.MapOperation(Get, endpoints.GetAsync);
    }

    private async Task ListAsync(HttpContext context)
    {
        var caller = Caller.Of(context);
        var workspaces = new List<Workspace>();
        foreach (var info in host.Registry.All.Where(info => caller.MayUse(info.Id)))
        {
            if (await host.Registry.FindAsync(info.Id, context.RequestAborted) is { } workspace)
                workspaces.Add(workspace);
        }

        await ReplyWriter.WriteObjectAsync(context, StatusCodes.Status200OK, json =>
        {
            json.WriteStartArray("items"u8);
            foreach (var workspace in workspaces)
                Write(json, workspace);
            json.WriteEndArray();
        });
    }

    private async Task GetAsync(HttpContext context) =>
        await ReplyWriter.WriteAsync(context, ReplyOf(StatusCodes.Status200OK, await requests.WorkspaceAsync(context)));

    private async Task CreateAsync(HttpContext context)
    {
        using var body = await JsonBody.ReadAsync(context, limits);
        var members = body.Members("id", "template");
        var id = members.Text("id", WorkspaceInfo.IdRule, WorkspaceInfo.IsValidId);
        var template = members.OptionalChoice("template", WorkspaceTemplates.All) ?? WorkspaceTemplates.Empty;
        var key = Preconditions.Key(context.Request, Caller.Of(context), body.Bytes);

        var instance = ProblemWriter.InstanceOf(context.Request);
        var (addition, workspace) = await host.Registry.CreateAsync(id, template, context.RequestAborted);
        if (workspace is null)
            throw new ProblemException(LimitReached());

        // The answer is kept in the new workspace, under the key, by a command that changes nothing: a repeat finds it there.
        var reply = await workspace.ExecuteAsync(
            new FleetCommand
            {
                Units = [],
                Key = key,
                Respond = outcome => outcome.Refusal is { } refusal ? Refusals.Of(refusal, instance)
                    : addition == WorkspaceAddition.Created ? ReplyOf(StatusCodes.Status201Created, workspace) with { Location = $"{Collection}/{id}" }
                    : Refusals.Of(AlreadyExists(id), instance),
            },
            context.RequestAborted);
        await ReplyWriter.WriteAsync(context, reply);
    }

    private Problem LimitReached() =>
        new(ProblemKinds.LimitReached, $"The hub may hold {limits.Workspaces} workspaces and does.") { Extras = json => json.WriteNumber("limit"u8, limits.Workspaces) };

    private static Fleet.FleetProblem AlreadyExists(string id) =>
        new(ProblemKinds.AlreadyExists, $"The workspace '{id}' exists already.") { Pointer = "/id", Value = id };

    private static Reply ReplyOf(int status, Workspace workspace) =>
        new(status, JsonBytes.Of(workspace, Write)) { Cursor = workspace.Current.Cursor.ToString() };

    private static void Write(Utf8JsonWriter json, Workspace workspace)
    {
        var point = workspace.Current;
        json.WriteStartObject();
        json.WriteString("id"u8, workspace.Id);
        json.WriteNumber("projectId"u8, workspace.Info.ProjectId);
        json.WriteString("cursor"u8, point.Cursor.ToString());
        json.WriteNumber("agents"u8, point.State.Agents.Count);
        json.WriteNumber("tasks"u8, point.State.Tasks.Count);
        json.WriteNumber("events"u8, point.Sequence);
        json.WriteString("template"u8, workspace.Info.Template);
        json.WriteEndObject();
    }
}
