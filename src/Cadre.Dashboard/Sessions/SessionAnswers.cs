using Cadre.Pages;
using Microsoft.AspNetCore.Http;

namespace Cadre.Dashboard.Sessions;

/// <summary>Answers requests beside pages, for the same viewers and with the same refusals.</summary>
internal static class SessionAnswers
{
    public static Task AnswerAsync(this IPageHost host, HttpContext context, Func<FleetSession, Task<IResult>> answer) =>
        host.AnswerAsync(context, (session, _) => answer(session));

    public static async Task AnswerAsync(this IPageHost host, HttpContext context, Func<FleetSession, PageAdmission, Task<IResult>> answer)
    {
        context.Response.Headers.CacheControl = "no-store";
        var admission = await host.AdmitAsync(context, context.RequestAborted);
        if (admission.Refusal is { } refusal)
        {
            await refusal.ExecuteAsync(context);
            return;
        }
        await using var lease = await admission.Enter!(context.RequestAborted);
        await (await answer((FleetSession)lease.Context!, admission)).ExecuteAsync(context);
    }
}
