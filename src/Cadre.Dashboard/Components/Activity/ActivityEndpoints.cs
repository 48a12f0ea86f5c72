using System.Globalization;
using Cadre.Client;
using Cadre.Dashboard.Entry;
using Cadre.Dashboard.Sessions;
using Cadre.Pages;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Cadre.Dashboard.Components.Activity;

/// <summary>What the page of activity asks for besides itself.</summary>
internal static class ActivityEndpoints
{
    public static void MapActivity(this IEndpointRouteBuilder endpoints)
    {
        var host = endpoints.ServiceProvider.GetRequiredService<IPageHost>();
        var pages = endpoints.ServiceProvider.GetRequiredService<StaticPages>();
        endpoints.MapGet("/w/{workspace}/activity/older", Older);
        endpoints.MapGet("/w/{workspace}/activity/hold", Hold);

        Task Older(HttpContext context) => host.AnswerAsync(context, session => OlderAsync(context, session, pages));
        Task Hold(HttpContext context) => host.AnswerAsync(context, session => HoldAsync(context, session));
    }

    /// <summary>The lines before the last one that the browser shows (<c>shown</c>), or before where its list begins (<c>floor</c>), or before where another answer ended (<c>before</c>).</summary>
    private static async Task<IResult> OlderAsync(HttpContext context, FleetSession session, StaticPages pages)
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
            return await pages.AnswerAsync<OlderRows>(StatusCodes.Status200OK,
                (nameof(OlderRows.Scope), new FleetScope(session, null)), (nameof(OlderRows.Chunk), chunk), (nameof(OlderRows.Filter), filter),
                (nameof(OlderRows.Headed), headed), (nameof(OlderRows.WasEmpty), wasEmpty));
        }
        catch (Exception error) when (error is HubException or HttpRequestException or TimeoutException or HubContractException)
        {
            return await pages.AnswerAsync<OlderFailed>(StatusCodes.Status200OK,
                (nameof(OlderFailed.Href), context.Request.Path + context.Request.QueryString), (nameof(OlderFailed.Error), error));
        }
    }

    private static async Task<IResult> HoldAsync(HttpContext context, FleetSession session)
    {
        var head = (await session.Client.EnsureAsync(session.Store.Queries.State, cancellationToken: context.RequestAborted)).Cursor;
        return Results.Redirect($"/w/{session.Workspace}/activity{FilterOf(context.Request).Query(("until", head.Sequence.ToString(CultureInfo.InvariantCulture)))}");
    }

    private static ActivityFilter FilterOf(HttpRequest request) =>
        ActivityFilter.Of(request.Query["type"], request.Query["agent"], request.Query["task"], request.Query["q"]);

    private static long? Number(HttpContext context, string name) =>
        long.TryParse(context.Request.Query[name], NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
