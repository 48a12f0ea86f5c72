using Cadre.Client;
using Cadre.Dashboard.Entry;
using Cadre.Dashboard.Sessions;
using Cadre.Pages;
using Cadre.Query;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Cadre.Dashboard.Actions;

/// <summary>Takes forms: those of htmx are answered with a toast, plain ones with the way back to the page.</summary>
internal static class ActionEndpoints
{
    public static void MapActions(this IEndpointRouteBuilder endpoints)
    {
        var runner = endpoints.ServiceProvider.GetRequiredService<ActionRunner>();
        var viewers = endpoints.ServiceProvider.GetRequiredService<Viewers>();
        var answers = endpoints.ServiceProvider.GetRequiredService<Answers>();
        var sessions = endpoints.ServiceProvider.GetRequiredService<FleetSessions>();

        endpoints.MapPost("/w/{workspace}/do/{verb}", (HttpContext context, string workspace, string verb) => RunAsync(context, workspace, async session =>
            ActionTable.Find(verb) is { } action
                ? await runner.RunAsync(session, action, new ActionForm(await context.Request.ReadFormAsync(context.RequestAborted)))
                : ActionOutcome.Refused($"There is no action '{verb}'; there are {string.Join(", ", ActionTable.Verbs)}."))).RequireSameOrigin();
        endpoints.MapPost("/w/{workspace}/bulk/{verb}", (HttpContext context, string workspace, string verb) => RunAsync(context, workspace, async session =>
            ActionTable.Find(verb) is { OfAgents: true } action
                ? await new BulkRunner(runner).RunAsync(session, action, new ActionForm(await context.Request.ReadFormAsync(context.RequestAborted)))
                : ActionOutcome.Refused($"There is no action '{verb}' for several agents; there are {string.Join(", ", ActionTable.OfAgents)}."))).RequireSameOrigin();
        endpoints.MapPost("/w/{workspace}/undo/{id}", (HttpContext context, string workspace, string id) =>
            RunAsync(context, workspace, session => runner.UndoAsync(session, id))).RequireSameOrigin();

        endpoints.MapPost("/w/{workspace}/retry", (HttpContext context, string workspace) => RunAsync(context, workspace, static async session =>
        {
            session.Store.Stream.RetryNow();
            await session.Client.RefetchAsync(new QueryFilter { Type = QueryType.Active, Predicate = static query => query.State.IsInvalidated || query.State.Status == QueryStatus.Error });
            return new ActionOutcome(true, "");
        })).RequireSameOrigin();
        endpoints.MapGet("/w/{workspace}/travel", (HttpContext context, string workspace, string? to) => WithSessionAsync(context, workspace, session => Task.FromResult(
            Results.Redirect($"/w/{workspace}{(to is "conflicts" or "work" or "activity" ? "/" + to : "")}?at={session.Store.State?.Cursor.Sequence ?? 0}"))));

        Task<IResult> RunAsync(HttpContext context, string workspace, Func<FleetSession, Task<ActionOutcome>> run) =>
            WithSessionAsync(context, workspace, async session => Toast.Of(context, workspace, await run(session)));

        async Task<IResult> WithSessionAsync(HttpContext context, string workspace, Func<FleetSession, Task<IResult>> answer)
        {
            try
            {
                var viewer = await viewers.OfAsync(context, context.RequestAborted);
                if (!viewer.MaySee(workspace)) return await answers.NoWorkspaceAsync(workspace);
                await using var use = sessions.Use(workspace, viewer);
                return await answer(use.Session);
            }
            catch (HubAccessException refused)
            {
                return await answers.StrangerAsync(context, refused);
            }
            catch (Exception error) when (HubFailures.IsAbsence(error))
            {
                return Toast.Of(context, workspace, ActionOutcome.Refused($"The hub cannot be reached, so nothing was sent. {error.Message}"));
            }
        }
    }
}
