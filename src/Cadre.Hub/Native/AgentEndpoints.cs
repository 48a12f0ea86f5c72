using Cadre.Fleet;
using Cadre.Hub.OpenApi;
using Cadre.Hub.Problems;
using Cadre.Hub.Requests;
using Cadre.Hub.Workspaces;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Cadre.Hub.Native;

/// <summary>Agents: who reports work.</summary>
internal sealed class AgentEndpoints(WorkspaceRequests requests)
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var endpoints = routes.ServiceProvider.GetRequiredService<AgentEndpoints>();
        routes.MapOperation(AgentOperations.List, endpoints.ListAsync);
        routes.MapOperation(AgentOperations.Get, endpoints.GetAsync);
        routes.MapOperation(AgentOperations.Create, endpoints.CreateAsync);
        routes.MapOperation(AgentOperations.Update, endpoints.UpdateAsync);
        routes.MapOperation(AgentOperations.Retire, endpoints.RetireAsync);
    }

    private Task ListAsync(HttpContext context)
    {
        var page = Paging.Of(context.Request);
        var status = QueryValues.OneOf(context.Request, "status", WireNames.AgentStatuses);
        var type = QueryValues.Text(context.Request, "type");
        return requests.ReadAsync(context, (json, point) => page.Write(
            json,
            point.State.Agents.Where(a => (status is null || a.Status.ToWireName() == status) && (type is null || a.Type == type)),
            FleetJson.WriteAgent));
    }

    private async Task GetAsync(HttpContext context)
    {
        var point = (await requests.WorkspaceAsync(context)).Current;
        var id = IdOf(context);
        var agent = point.State.Agents.Find(id) ?? throw new ProblemException(RouteProblems.NotFound("agent", id.Value));
        await ReplyWriter.WriteAsync(context, Replies.Entity(point, agent, agent.Version, FleetJson.WriteAgent));
    }

    private Task CreateAsync(HttpContext context)
    {
        var (collection, id) = (context.Request.Path, default(AgentId));
        return requests.WriteAsync(
            context,
            body =>
            {
                var created = WorkspaceRequests.Required(FleetJson.ReadAgentCreation(body, out var problem), problem);
                id = created.Agent.Id;
                return created;
            },
            outcome => Replies.Created(Changed(outcome.After, id), $"{collection}/{Uri.EscapeDataString(id.Value)}"));
    }

    private Task UpdateAsync(HttpContext context)
    {
        var id = IdOf(context);
        return requests.WriteAsync(
            context,
            body => new AgentUpdated(id, WorkspaceRequests.Required(FleetJson.ReadAgentPatch(body, out var problem), problem), 0),
            outcome => Changed(outcome.After, id));
    }

    private Task RetireAsync(HttpContext context)
    {
        var id = IdOf(context);
        return requests.WriteAsync(context, _ => new AgentRetired(id, 0), outcome => Replies.Done(outcome.After));
    }

    private static AgentId IdOf(HttpContext context)
    {
        var text = RouteIds.Text(context, "id");
        return AgentId.TryParse(text, out var id, out _) ? id : throw new ProblemException(RouteProblems.NotFound("agent", text));
    }

    private static Reply Changed(FleetPoint point, AgentId id)
    {
        var agent = point.State.Agents[id];
        return Replies.Changed(point, agent, agent.Version, FleetJson.WriteAgent);
    }
}
