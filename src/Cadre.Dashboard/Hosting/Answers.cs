using System.Net;
using Microsoft.AspNetCore.Http;

namespace Cadre.Dashboard;

/// <summary>Answers instead of a page.</summary>
internal static class Answers
{
    public static IResult NoWorkspace(string workspace) => Message(404, "No such workspace",
        $"There is no workspace “{workspace}” here, or you may not see it. An agent or <code>cadre</code> makes one; see the address.");

    public static IResult NoHub(Exception error) => Message(503, "The hub cannot be reached", $"{WebUtility.HtmlEncode(error.Message)} This page tries again every few seconds.", again: true);

    public static IResult SignIn(HttpContext context, Exception refused) => context.Request.Path.StartsWithSegments("/live")
        ? Results.Text(refused.Message, statusCode: StatusCodes.Status401Unauthorized)
        : Results.Redirect($"/sign-in?to={Uri.EscapeDataString(context.Request.Path + context.Request.QueryString)}");

    private static IResult Message(int status, string title, string html, bool again = false) => Results.Content(
        $"""
        <!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
        <title>{title} – Cadre</title>{(again ? "<meta http-equiv=\"refresh\" content=\"3\">" : "")}</head>
        <body><main><h1>{title}</h1><p>{html}</p><p><a href="/">To the start</a></p></main></body></html>
        """, "text/html; charset=utf-8", statusCode: status);
}
