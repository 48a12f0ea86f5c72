using System.Net;
using System.Web;
using Cadre.Dashboard.Entry;
using Cadre.Dashboard.Sessions;
using Microsoft.AspNetCore.Http;

namespace Cadre.Dashboard.Actions;

/// <summary>Tells the one who acted how it ended.</summary>
internal static class Toast
{
    public static IResult Of(HttpContext context, FleetSession session, ActionOutcome outcome)
    {
        var workspace = session.Workspace;
        if (context.Request.Headers["HX-Request"] != "true") return Told(context, workspace, outcome);
        if (outcome.Message.Length == 0) return Results.Content("", "text/html; charset=utf-8");
        if (outcome.IsDone && Uri.TryCreate(context.Request.Headers["HX-Current-URL"], UriKind.Absolute, out var page) && IsAsk(page))
        {
            Notice.Keep(context, outcome);
            context.Response.Headers["HX-Redirect"] = $"/w/{workspace}";
            return Results.StatusCode(StatusCodes.Status204NoContent);
        }
        var text = WebUtility.HtmlEncode(outcome.Message);
        var undo = outcome.Undo is { } id
            ? $"""<form method="post" action="/w/{workspace}/undo/{id}" hx-post="/w/{workspace}/undo/{id}" hx-target="#toasts" hx-swap="none"><button class="button" type="submit">Undo</button></form>"""
            : "";
        var (kind, tone, role, picture) = outcome.IsDone ? ("done", "settled", "status", "check") : ("refused", "error", "alert", "failed");
        return Results.Content(
            $"""<hx-partial hx-target="#toasts" hx-swap="beforeend"><div class="toast" data-kind="{kind}" data-tone="{tone}" role="{role}">{session.Icons.Of(picture)}<p>{text}</p>{undo}<button class="icon-button" type="button" data-dismiss aria-label="Dismiss">{session.Icons.Of("close")}</button></div></hx-partial>""",
            "text/html; charset=utf-8");
    }

    // Whoever sent a plain form gets a page that tells how it ended: the page they came from is the same for all who look at it.
    private static IResult Told(HttpContext context, string workspace, ActionOutcome outcome)
    {
        var from = Uri.TryCreate(context.Request.Headers.Referer, UriKind.Absolute, out var referer) && referer.Authority == context.Request.Host.Value ? referer : null;
        var back = from is null || outcome.IsDone && IsAsk(from) ? $"/w/{workspace}" : IsTold(from) ? SignIn.Local(HttpUtility.ParseQueryString(from.Query)["back"]) : from.PathAndQuery;
        if (outcome.Message.Length > 0) Notice.Keep(context, outcome);
        context.Response.Headers.Location = outcome.Message.Length > 0 ? $"/w/{workspace}/told?back={Uri.EscapeDataString(back)}" : back;
        return Results.StatusCode(StatusCodes.Status303SeeOther);
    }

    // A question that was answered is no page to come back to.
    private static bool IsAsk(Uri page) => page.Segments is [_, "w/", _, "ask/", ..];

    private static bool IsTold(Uri page) => page.Segments is [_, "w/", _, "told"];
}
