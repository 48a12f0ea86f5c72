using Cadre.Fleet;
using Cadre.Hub.OpenApi;
using Cadre.Hub.Predictions;
using Cadre.Hub.Problems;
using Cadre.Hub.Requests;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.OpenApi;

namespace Cadre.Hub.Native;

/// <summary>The state of a workspace as a whole, now and in the past, and what is derived from it: the work graph and the predicted conflicts.</summary>
internal sealed class StateEndpoints(WorkspaceRequests requests, Predictor predictor)
{
    private const string Tag = "State";

    private static readonly Operation State = new("getState", "GET", "/api/workspaces/{ws}/state", "Gives the whole state and the cursor it stands at")
    {
        Tag = Tag,
        Description = "A stream opened at this cursor misses nothing and repeats nothing.",
        Parameters =
        [
            NativeShapes.Workspace,
            new("at", ParameterLocation.Query, "A point in the past: a cursor, Unix milliseconds, or an ISO 8601 time. Now if absent.", Shapes.Text("Cursor or time.")),
        ],
        Answers = [Answer.Ok("The state.", Shapes.Object("The state at a cursor.",
            ("cursor", NativeShapes.Cursor),
            ("time", Shapes.Time("When the last event in it was accepted; 0 before the first.")),
            ("state", Shapes.Ref("State"))))],
        Problems = [ProblemKinds.BadTime],
    };

    private static readonly Operation Graph = new("getGraph", "GET", "/api/workspaces/{ws}/graph", "Gives tasks and agents as a graph of who waits for whom")
    {
        Tag = Tag,
        Parameters = [NativeShapes.Workspace],
        Answers = [Answer.Ok("The graph.", Shapes.Ref("WorkGraph"))],
    };

    private static readonly Operation Conflicts = new("getConflicts", "GET", "/api/workspaces/{ws}/conflicts", "Predicts conflicts")
    {
        Tag = Tag,
        Parameters = [NativeShapes.Workspace],
        Answers = [Answer.Ok("The predictions, highest risk first.", Shapes.Object("Predictions.",
            ("items", Shapes.ListOf("The predictions.", Shapes.Ref("Prediction"))),
            ("cursor", NativeShapes.Cursor)))],
    };

    public static void Map(IEndpointRouteBuilder routes)
    {
        var endpoints = routes.ServiceProvider.GetRequiredService<StateEndpoints>();
        routes.MapOperation(State, endpoints.StateAsync);
        routes.MapOperation(Graph, endpoints.GraphAsync);
        routes.MapOperation(Conflicts, endpoints.ConflictsAsync);
    }

    private async Task StateAsync(HttpContext context)
    {
        var workspace = await requests.WorkspaceAsync(context);
        var point = QueryValues.Text(context.Request, "at") is { } at
            ? await PointInTime.FindAsync(workspace, at, context.RequestAborted)
            : workspace.Current;
        await ReplyWriter.WriteAsync(context, Replies.Members(point, static (json, point) =>
        {
            json.WriteNumber("time"u8, point.Time);
            json.WritePropertyName("state"u8);
            FleetJson.WriteState(json, point.State);
        }));
    }

    private Task GraphAsync(HttpContext context) => requests.ReadAsync(context, static (json, point) => WorkGraph.Of(point.State).WriteMembers(json));

    private async Task ConflictsAsync(HttpContext context) =>
        await ReplyWriter.WriteAsync(context, predictor.Predict(await requests.WorkspaceAsync(context)));
}
