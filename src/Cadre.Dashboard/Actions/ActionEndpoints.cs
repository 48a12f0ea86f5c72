using Cadre.Dashboard.Entry;
using Cadre.Dashboard.Sessions;
using Cadre.Pages;
using Cadre.Query;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Cadre.Dashboard.Actions;

/// <summary>Takes forms: those of htmx are answered with a toast, plain ones with a page that tells how it ended and leads back.</summary>
internal static class ActionEndpoints
{
    public static void MapActions(this IEndpointRouteBuilder endpoints)
    {
        var runner = endpoints.ServiceProvider.GetRequiredService<ActionRunner>();
        var pages = endpoints.ServiceProvider.GetRequiredService<StaticPages>();
        var host = endpoints.ServiceProvider.GetRequiredService<IPageHost>();

        Post("/w/{workspace}/do/{verb}", async (context, session) => ActionTable.Find(Route(context, "verb")) is { } action
            ? await runner.RunAsync(session, action, await FormAsync(context))
            : ActionOutcome.Refused($"There is no action '{Route(context, "verb")}'; there are {string.Join(", ", ActionTable.Verbs)}."));
        Post("/w/{workspace}/bulk/{verb}", async (context, session) => ActionTable.Find(Route(context, "verb")) is { OfAgents: true } action
            ? await new BulkRunner(runner).RunAsync(session, action, await FormAsync(context))
            : ActionOutcome.Refused($"There is no action '{Route(context, "verb")}' for several agents; there are {string.Join(", ", ActionTable.OfAgents)}."));
        Post("/w/{workspace}/undo/{id}", (context, session) => runner.UndoAsync(session, Route(context, "id")));
        Post("/w/{workspace}/retry", static async (_, session) =>
        {
            session.Store.Stream.RetryNow();
            await session.Client.RefetchAsync(new QueryFilter { Type = QueryType.Active, Predicate = static query => query.State.IsInvalidated || query.State.Status == QueryStatus.Error });
            return new ActionOutcome(true, "");
        });
        endpoints.MapGet("/w/{workspace}/travel", Travel);
        endpoints.MapGet("/w/{workspace}/told", (Delegate)Told);

        Task Travel(HttpContext context) => host.AnswerAsync(context, session =>
        {
            var to = context.Request.Query["to"].ToString();
            var page = to is "conflicts" or "work" or "activity" ? "/" + to : "";
            return Task.FromResult(Results.Redirect($"/w/{session.Workspace}{page}?at={session.Store.State?.Cursor.Sequence ?? 0}"));
        });

        async Task<IResult> Told(HttpContext context)
        {
            var back = SignIn.Local(context.Request.Query["back"]);
            if (Notice.Take(context) is not { } outcome) return Results.Redirect(back);
            context.Response.Headers.CacheControl = "no-store";
            return await pages.AnswerAsync<ToldPage>(
                200,
                (nameof(ToldPage.Workspace), Route(context, "workspace")), (nameof(ToldPage.Back), back),
                (nameof(ToldPage.IsDone), outcome.IsDone), (nameof(ToldPage.Text), outcome.Message), (nameof(ToldPage.Undo), outcome.Undo));
        }

        void Post(string pattern, Func<HttpContext, FleetSession, Task<ActionOutcome>> run) => endpoints
            .MapPost(pattern, (Delegate)((HttpContext context) => host.AnswerAsync(context, async session => Toast.Of(context, session, await run(context, session)))))
            .RequireSameOrigin();
    }

    private static string Route(HttpContext context, string name) => (string?)context.Request.RouteValues[name] ?? "";

    private static async Task<ActionForm> FormAsync(HttpContext context) => new(await context.Request.ReadFormAsync(context.RequestAborted));
}
