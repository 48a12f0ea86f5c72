using System.Text.Json;
using Cadre.Fleet;
using Cadre.Hub.Access;
using Cadre.Hub.Limits;
using Cadre.Hub.OpenApi;
using Cadre.Hub.Predictions;
using Cadre.Hub.Problems;
using Cadre.Hub.Requests;
using Cadre.Hub.Workspaces;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Cadre.Hub.Executive;

/// <summary>The executive contract: the agents of the workspace <c>default</c> as whole, flat objects.</summary>
internal sealed class ExecutiveEndpoints(WorkspaceHost host, Predictor predictor, HubLimits limits)
{
    private readonly StateBody _list = new(WriteList);

    public static void Map(IEndpointRouteBuilder routes)
    {
        var endpoints = routes.ServiceProvider.GetRequiredService<ExecutiveEndpoints>();
        routes.MapOperation(ExecutiveOperations.List, endpoints.ListAsync);
        routes.MapOperation(ExecutiveOperations.Get, endpoints.GetAsync);
        routes.MapOperation(ExecutiveOperations.Update, endpoints.UpdateAsync);
        routes.MapOperation(ExecutiveOperations.Stream, endpoints.StreamAsync);
        routes.MapOperation(ExecutiveOperations.Predictions, endpoints.PredictAsync);
    }

    private async Task ListAsync(HttpContext context)
    {
        var point = (await DefaultAsync(context).ConfigureAwait(false)).Current;
        await ReplyWriter.WriteAsync(context, new Reply(200, _list.Of(point.State)) { Cursor = point.Cursor.ToString() }).ConfigureAwait(false);
    }

    private async Task GetAsync(HttpContext context)
    {
        var point = (await DefaultAsync(context).ConfigureAwait(false)).Current;
        var agent = AgentOf(context, point.State);
        await ReplyWriter.WriteAsync(context, ReplyOf(JsonBytes.Of(agent, ExecutiveContract.WriteAgent), agent, point)).ConfigureAwait(false);
    }

    private async Task UpdateAsync(HttpContext context)
    {
        var workspace = await DefaultAsync(context).ConfigureAwait(false);
        var id = AgentOf(context, workspace.Current.State).Id;
        var caller = Caller.Of(context);
        using var body = await JsonBody.ReadAsync(context, limits).ConfigureAwait(false);
        var patch = ExecutiveContract.ReadPatch(body.Root, out var problem) ?? throw new ProblemException(Problem.From(problem!));
        var instance = ProblemWriter.InstanceOf(context.Request);
        var command = new FleetCommand
        {
            Units = [new CommandUnit([new AgentUpdated(id, patch, 0)])],
            ExpectedVersion = Preconditions.ExpectedVersion(context.Request),
            Key = Preconditions.Key(context.Request, caller, body.Bytes),
            Actor = caller.Actor,
            Respond = outcome => outcome.Refusal is { } refusal ? Refusals.Of(refusal, instance) : Updated(outcome.After, id),
        };
        var reply = await workspace.ExecuteAsync(command, context.RequestAborted).ConfigureAwait(false);
        await ReplyWriter.WriteAsync(context, reply).ConfigureAwait(false);
    }

    private async Task StreamAsync(HttpContext context)
    {
        var workspace = await DefaultAsync(context).ConfigureAwait(false);
        await LiveStreams.WriteSseAsync(context, workspace.ExecutiveFeed).ConfigureAwait(false);
    }

    private async Task PredictAsync(HttpContext context)
    {
        var workspace = await DefaultAsync(context).ConfigureAwait(false);
        await ReplyWriter.WriteAsync(context, predictor.Predict(workspace)).ConfigureAwait(false);
    }

    private async ValueTask<Workspace> DefaultAsync(HttpContext context) =>
        (await host.Registry.FindAsync(WorkspaceInfo.DefaultId, context.RequestAborted).ConfigureAwait(false))!;

    private static Agent AgentOf(HttpContext context, FleetState state)
    {
        var text = RouteIds.Text(context, "id");
        return AgentId.TryParse(text, out var id, out _) && state.Agents.TryGetValue(id, out var agent)
            ? agent
            : throw new ProblemException(RouteProblems.NotFound("agent", text));
    }

    private static Reply Updated(FleetPoint point, AgentId id)
    {
        var agent = point.State.Agents[id];
        var body = JsonBytes.Of(agent, static (json, agent) =>
        {
            json.WriteStartObject();
            json.WriteBoolean("ok"u8, true);
            json.WritePropertyName("state"u8);
            ExecutiveContract.WriteAgent(json, agent);
            json.WriteEndObject();
        });
        return ReplyOf(body, agent, point);
    }

    private static Reply ReplyOf(byte[] body, Agent agent, FleetPoint point) =>
        new(200, body) { ETag = $"\"{agent.Version}\"", Cursor = point.Cursor.ToString() };

    private static void WriteList(Utf8JsonWriter json, FleetState state)
    {
        json.WriteStartObject();
        json.WriteStartArray("items"u8);
        foreach (var agent in state.Agents)
            ExecutiveContract.WriteAgent(json, agent);
        json.WriteEndArray();
        json.WriteEndObject();
    }
}
