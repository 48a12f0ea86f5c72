using System.Globalization;
using System.Text.Json;
using Cadre.Fleet;
using Cadre.Hub.OpenApi;
using Cadre.Hub.Problems;
using Cadre.Hub.Requests;
using Cadre.Hub.Workspaces;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Cadre.Hub.Native;

/// <summary>Tasks: units of work.</summary>
internal sealed class TaskEndpoints(WorkspaceRequests requests)
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var endpoints = routes.ServiceProvider.GetRequiredService<TaskEndpoints>();
        routes.MapOperation(TaskOperations.List, endpoints.ListAsync);
        routes.MapOperation(TaskOperations.Get, endpoints.GetAsync);
        routes.MapOperation(TaskOperations.Create, endpoints.CreateAsync);
        routes.MapOperation(TaskOperations.Update, endpoints.UpdateAsync);
        routes.MapOperation(TaskOperations.Assign, endpoints.AssignAsync);
        routes.MapOperation(TaskOperations.Block, endpoints.BlockAsync);
        routes.MapOperation(TaskOperations.Unblock, endpoints.UnblockAsync);
    }

    private Task ListAsync(HttpContext context)
    {
        var page = Paging.Of(context.Request);
        var status = QueryValues.OneOf(context.Request, "status", WireNames.TaskStatuses);
        var agent = QueryValues.Text(context.Request, "agent");
        return requests.ReadAsync(context, (json, point) => page.Write(
            json,
            point.State.Tasks.Where(t => (status is null || t.Status.ToWireName() == status) && (agent is null || t.AgentId?.Value == agent)),
            FleetJson.WriteTask));
    }

    private async Task GetAsync(HttpContext context)
    {
        var point = (await requests.WorkspaceAsync(context)).Current;
        var id = IdOf(context);
        var task = point.State.Tasks.Find(id) ?? throw new ProblemException(RouteProblems.NotFound("task", id.ToString()));
        await ReplyWriter.WriteAsync(context, Replies.Entity(point, task, task.Version, FleetJson.WriteTask));
    }

    private Task CreateAsync(HttpContext context)
    {
        var collection = context.Request.Path;
        return requests.WriteAsync(
            context,
            static body => WorkspaceRequests.Required(FleetJson.ReadTaskCreation(body, out var problem), problem),
            outcome =>
            {
                // The rules choose the id when the caller does not.
                var id = outcome.Units[0].Facts.OfType<TaskCreated>().First().Task.Id;
                return Replies.Created(Changed(outcome.After, id), $"{collection}/{id}");
            });
    }

    private Task UpdateAsync(HttpContext context) => ChangeAsync(context, static (id, body) =>
        new TaskUpdated(id, WorkspaceRequests.Required(FleetJson.ReadTaskPatch(body, out var problem), problem), 0));

    private Task AssignAsync(HttpContext context) => ChangeAsync(context, static (id, body) =>
        WorkspaceRequests.Required(FleetJson.ReadTaskAssignment(id, body, out var problem), problem));

    private Task BlockAsync(HttpContext context) => ChangeAsync(context, static (id, body) =>
        WorkspaceRequests.Required(FleetJson.ReadTaskBlock(id, body, out var problem), problem));

    private Task UnblockAsync(HttpContext context) => ChangeAsync(context, static (id, body) =>
    {
        _ = new BodyMembers(body, []);
        return new TaskUnblocked(id, 0);
    });

    private Task ChangeAsync(HttpContext context, Func<TaskId, JsonElement, FleetEvent> propose)
    {
        var id = IdOf(context);
        return requests.WriteAsync(context, body => propose(id, body), outcome => Changed(outcome.After, id));
    }

    private static TaskId IdOf(HttpContext context)
    {
        var text = RouteIds.Text(context, "id");
        return long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number.ToString(CultureInfo.InvariantCulture) == text
            ? new TaskId(number)
            : throw new ProblemException(RouteProblems.NotFound("task", text));
    }

    private static Reply Changed(FleetPoint point, TaskId id)
    {
        var task = point.State.Tasks[id];
        return Replies.Changed(point, task, task.Version, FleetJson.WriteTask);
    }
}
