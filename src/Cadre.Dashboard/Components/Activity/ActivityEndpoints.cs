using System.Globalization;
using Cadre.Client;
using Cadre.Dashboard.Sessions;
using Cadre.Pages;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Cadre.Dashboard.Components.Activity;

/// <summary>What the page of activity asks for besides itself.</summary>
internal static class ActivityEndpoints
{
    public static void MapActivity(this IEndpointRouteBuilder endpoints)
    {
        var host = endpoints.ServiceProvider.GetRequiredService<IPageHost>();
        endpoints.MapGet("/w/{workspace}/activity/older", context => AsAsync(host, context, OlderAsync));
        endpoints.MapGet("/w/{workspace}/activity/hold", context => AsAsync(host, context, HoldAsync));
    }

    private static async Task AsAsync(IPageHost host, HttpContext context, Func<HttpContext, FleetSession, Task<IResult>> answer)
    {
        context.Response.Headers.CacheControl = "no-store";
        var admission = await host.AdmitAsync(context, context.RequestAborted);
        if (admission.Refusal is { } refusal)
        {
            await refusal.ExecuteAsync(context);
            return;
        }
        await using var lease = await admission.Enter!(context.RequestAborted);
        await (await answer(context, (FleetSession)lease.Context!)).ExecuteAsync(context);
    }

    /// <summary>The lines before the last one that the browser shows (<c>shown</c>), or before where its list begins (<c>floor</c>), or before where another answer ended (<c>before</c>).</summary>
    private static async Task<IResult> OlderAsync(HttpContext context, FleetSession session)
    {
        var filter = FilterOf(context.Request);
        var (before, shown, floor, headed) = (Number(context, "before"), Number(context, "shown"), Number(context, "floor"), Number(context, "hour"));
        var wasEmpty = before is null ? shown is null : context.Request.Query.ContainsKey("empty");
        try
        {
            var head = (await session.Client.EnsureAsync(session.Store.Queries.State, cancellationToken: context.RequestAborted)).Cursor;
            // The last line itself is asked for too: it tells which hour has its heading already.
            var start = before ?? (shown is { } last ? last + 1 : floor) ?? head.Sequence + 1;
            var chunk = await OlderEvents.LoadAsync(session.Store.Api, filter, head with { Sequence = start }, context.RequestAborted);
            if (before is null && chunk.Facts is [var first, ..] && first.Cursor.Sequence == shown)
            {
                headed = LogHours.Of(first);
                chunk = chunk with { Facts = chunk.Facts.RemoveAt(0) };
            }
            return await RenderAsync<OlderRows>(context, new()
            {
                [nameof(OlderRows.Scope)] = new FleetScope(session, null),
                [nameof(OlderRows.Chunk)] = chunk,
                [nameof(OlderRows.Filter)] = filter,
                [nameof(OlderRows.Headed)] = headed,
                [nameof(OlderRows.WasEmpty)] = wasEmpty,
            });
        }
        catch (Exception error) when (error is HubException or HttpRequestException or TimeoutException or HubContractException)
        {
            return await RenderAsync<OlderFailed>(context, new() { [nameof(OlderFailed.Href)] = context.Request.Path + context.Request.QueryString, [nameof(OlderFailed.Error)] = error });
        }
    }

    private static async Task<IResult> HoldAsync(HttpContext context, FleetSession session)
    {
        var head = (await session.Client.EnsureAsync(session.Store.Queries.State, cancellationToken: context.RequestAborted)).Cursor;
        return Results.Redirect($"/w/{session.Workspace}/activity{FilterOf(context.Request).Query(("until", head.Sequence.ToString(CultureInfo.InvariantCulture)))}");
    }

    private static async Task<IResult> RenderAsync<T>(HttpContext context, Dictionary<string, object?> parameters) where T : IComponent
    {
        var services = context.RequestServices;
        await using var renderer = new HtmlRenderer(services, services.GetRequiredService<ILoggerFactory>());
        var html = await renderer.Dispatcher.InvokeAsync(async () => (await renderer.RenderComponentAsync<T>(ParameterView.FromDictionary(parameters))).ToHtmlString());
        return Results.Content(html, "text/html; charset=utf-8");
    }

    private static ActivityFilter FilterOf(HttpRequest request) =>
        ActivityFilter.Of(request.Query["type"], request.Query["agent"], request.Query["task"], request.Query["q"]);

    private static long? Number(HttpContext context, string name) =>
        long.TryParse(context.Request.Query[name], NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
