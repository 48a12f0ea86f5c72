using Cadre.Fleet;
using Cadre.Hub.OpenApi;
using Cadre.Hub.Problems;
using Cadre.Hub.Requests;
using Cadre.Hub.Workspaces;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.OpenApi;

namespace Cadre.Hub.Native;

/// <summary>Activity: what happened last, in words; and how far the whole is.</summary>
internal sealed class ActivityEndpoints(WorkspaceRequests requests, TimeProvider time)
{
    private const string Tag = "Activity and progress";
    private const string Collection = "/api/workspaces/{ws}/activity";

    private static readonly Operation List = new("listActivity", "GET", Collection, "Lists what happened last")
    {
        Tag = Tag,
        Parameters =
        [
            NativeShapes.Workspace,
            new("limit", ParameterLocation.Query, "The most items to give; all if absent.", Shapes.Whole("Items.", 1, FleetState.MaxActivity)),
        ],
        Answers = [Answer.Ok($"The newest {FleetState.MaxActivity} items at most, newest first.", Shapes.Object("Activity.",
            ("items", Shapes.ListOf("Newest first.", Shapes.Ref("Activity"))),
            ("cursor", NativeShapes.Cursor)))],
    };

    private static readonly Operation Add = new("addActivity", "POST", Collection, "Adds what happened")
    {
        Tag = Tag,
        Parameters = [NativeShapes.Workspace, CommonParameters.IdempotencyKey],
        Body = RequestBody.Json(Shapes.Object("What happened.",
            ("type?", Shapes.Text("Its kind; `activity_update` if absent.")),
            ("agent?", Shapes.Text("Who did it; `System` if absent.")),
            ("message", Shapes.Text("What was done.")),
            ("detail?", Shapes.Free("Anything more.")))),
        Answers = [Answer.Created("The item.", NativeShapes.Changed("Activity"))],
        Problems = [ProblemKinds.UnknownMember, ProblemKinds.IdempotencyMismatch, ProblemKinds.StoreUnavailable],
    };

    private static readonly Operation Progress = new("getProgress", "GET", "/api/workspaces/{ws}/progress", "Tells how far the whole is")
    {
        Tag = Tag,
        Parameters = [NativeShapes.Workspace],
        Answers = [Answer.Ok("The progress, or null while nothing is known.", Shapes.Ref("Progress"))],
    };

    public static void Map(IEndpointRouteBuilder routes)
    {
        var endpoints = routes.ServiceProvider.GetRequiredService<ActivityEndpoints>();
        routes.MapOperation(List, endpoints.ListAsync);
        routes.MapOperation(Add, endpoints.AddAsync);
        routes.MapOperation(Progress, endpoints.ProgressAsync);
    }

    private Task ListAsync(HttpContext context)
    {
        var limit = QueryValues.Integer(context.Request, "limit", 1, FleetState.MaxActivity, FleetState.MaxActivity);
        return requests.ReadAsync(context, (json, point) =>
        {
            json.WriteStartArray("items"u8);
            foreach (var item in point.State.Activity.Take(limit))
                FleetJson.WriteActivity(json, item);
            json.WriteEndArray();
        });
    }

    private Task AddAsync(HttpContext context) => requests.WriteAsync(
        context,
        body => WorkspaceRequests.Required(
            FleetJson.ReadActivityBody(body, time.GetUtcNow().ToUnixTimeMilliseconds(), out var problem), problem),
        outcome => Replies.Done(outcome.After, json =>
        {
            json.WritePropertyName("state"u8);
            FleetJson.WriteActivity(json, outcome.Units[0].Facts.OfType<ActivityAdded>().First().Item);
        }) with { Status = StatusCodes.Status201Created });

    private async Task ProgressAsync(HttpContext context)
    {
        var point = (await requests.WorkspaceAsync(context)).Current;
        var body = JsonBytes.Of(point.State.Progress, FleetJson.WriteProgress);
        await ReplyWriter.WriteAsync(context, new Reply(StatusCodes.Status200OK, body) { Cursor = point.Cursor.ToString() });
    }
}
