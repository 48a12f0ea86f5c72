using Cadre.Client;
using Cadre.Dashboard.Sessions;
using Cadre.Pages;
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
        var sessions = endpoints.ServiceProvider.GetRequiredService<FleetSessions>();

        endpoints.MapPost("/w/{workspace}/do/{verb}", (HttpContext context, string workspace, string verb) => RunAsync(context, workspace, async session =>
            ActionTable.Find(verb) is { } action
                ? await runner.RunAsync(session, action, new ActionForm(await context.Request.ReadFormAsync(context.RequestAborted)))
                : ActionOutcome.Refused($"There is no action '{verb}'; there are {string.Join(", ", ActionTable.Verbs)}."))).RequireSameOrigin();
        endpoints.MapPost("/w/{workspace}/undo/{id}", (HttpContext context, string workspace, string id) =>
            RunAsync(context, workspace, session => runner.UndoAsync(session, id))).RequireSameOrigin();

        async Task<IResult> RunAsync(HttpContext context, string workspace, Func<FleetSession, Task<ActionOutcome>> run)
        {
            try
            {
                var viewer = await viewers.OfAsync(context, context.RequestAborted);
                if (!viewer.MaySee(workspace)) return Dashboard.Answers.NoWorkspace(workspace);
                await using var use = sessions.Use(workspace, viewer);
                return Toast.Of(context, workspace, await run(use.Session));
            }
            catch (HubAccessException refused)
            {
                return Dashboard.Answers.SignIn(context, refused);
            }
            catch (Exception error) when (HubFailures.IsAbsence(error))
            {
                return Toast.Of(context, workspace, ActionOutcome.Refused($"The hub cannot be reached, so nothing was sent. {error.Message}"));
            }
        }
    }
}
