using System.Net;
using Microsoft.AspNetCore.Http;

namespace Cadre.Dashboard.Actions;

/// <summary>Tells the one who acted how it ended.</summary>
internal static class Toast
{
    /// <summary>The cookie that carries a message to the page after a plain form.</summary>
    public const string Cookie = "cadre_notice";

    public static IResult Of(HttpContext context, string workspace, ActionOutcome outcome)
    {
        if (context.Request.Headers["HX-Request"] != "true") return Back(context, workspace, outcome);
        if (outcome.Message.Length == 0) return Results.Content("", "text/html; charset=utf-8");
        if (outcome.IsDone && Uri.TryCreate(context.Request.Headers["HX-Current-URL"], UriKind.Absolute, out var page) && IsAsk(page))
        {
            Keep(context, outcome);
            context.Response.Headers["HX-Redirect"] = $"/w/{workspace}";
            return Results.StatusCode(StatusCodes.Status204NoContent);
        }
        var text = WebUtility.HtmlEncode(outcome.Message);
        var undo = outcome.Undo is { } id
            ? $"""<form method="post" action="/w/{workspace}/undo/{id}" hx-post="/w/{workspace}/undo/{id}" hx-target="#toasts" hx-swap="none"><button class="button" type="submit">Undo</button></form>"""
            : "";
        return Results.Content(
            $"""<hx-partial hx-target="#toasts" hx-swap="beforeend"><div class="toast" data-kind="{(outcome.IsDone ? "done" : "refused")}" data-tone="{(outcome.IsDone ? "settled" : "error")}" role="{(outcome.IsDone ? "status" : "alert")}"><p>{text}</p>{undo}</div></hx-partial>""",
            "text/html; charset=utf-8");
    }

    private static IResult Back(HttpContext context, string workspace, ActionOutcome outcome)
    {
        Keep(context, outcome);
        var from = Uri.TryCreate(context.Request.Headers.Referer, UriKind.Absolute, out var referer) && referer.Authority == context.Request.Host.Value && !(outcome.IsDone && IsAsk(referer)) ? referer.PathAndQuery : $"/w/{workspace}";
        context.Response.Headers.Location = from;
        return Results.StatusCode(StatusCodes.Status303SeeOther);
    }

    private static void Keep(HttpContext context, ActionOutcome outcome) =>
        context.Response.Cookies.Append(Cookie, Uri.EscapeDataString(outcome.Message), new CookieOptions { HttpOnly = false, SameSite = SameSiteMode.Strict, MaxAge = TimeSpan.FromSeconds(30), Path = "/" });

    // A question that was answered is no page to come back to.
    private static bool IsAsk(Uri page) => page.Segments is [_, "w/", _, "ask/", ..];
}
