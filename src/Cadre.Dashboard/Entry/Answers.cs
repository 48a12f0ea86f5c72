using Cadre.Client;
using Microsoft.AspNetCore.Http;

namespace Cadre.Dashboard.Entry;

/// <summary>Answers instead of a page.</summary>
internal sealed class Answers(StaticPages pages)
{
    public Task<IResult> NoWorkspaceAsync(string workspace) => MessageAsync(404, "No such workspace",
        $"There is no workspace “{workspace}” here, or you may not see it.");

    public Task<IResult> NoPageAsync(string path) => MessageAsync(404, "No such page", $"Nothing is at “{path}”.");

    public Task<IResult> NoHubAsync(Exception error) => pages.AnswerAsync<MessagePage>(503,
        (nameof(MessagePage.Code), "503"), (nameof(MessagePage.Title), "The hub cannot be reached"),
        (nameof(MessagePage.Text), $"{error.Message} This page tries again every few seconds."), (nameof(MessagePage.Again), true));

    /// <summary>The way to sign in, or why that would not help either.</summary>
    public async Task<IResult> StrangerAsync(HttpContext context, HubAccessException refused)
    {
        if (refused.Problem.Status == StatusCodes.Status403Forbidden)
            return await MessageAsync(403, "Not from here", refused.Message);
        if (context.Request.Path.StartsWithSegments("/live") || !HttpMethods.IsGet(context.Request.Method))
            return Results.Text(refused.Message, statusCode: StatusCodes.Status401Unauthorized);
        return Results.Redirect($"/sign-in?to={Uri.EscapeDataString(context.Request.Path + context.Request.QueryString)}");
    }

    private Task<IResult> MessageAsync(int status, string title, string text) => pages.AnswerAsync<MessagePage>(status,
        (nameof(MessagePage.Code), status.ToString(System.Globalization.CultureInfo.InvariantCulture)), (nameof(MessagePage.Title), title), (nameof(MessagePage.Text), text));
}
