using Cadre.Dashboard.Sessions;
using Cadre.Pages;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Cadre.Dashboard.Background;

/// <summary>Where tabs in the background listen.</summary>
internal static class BackgroundEndpoint
{
    public static void MapBackground(this IEndpointRouteBuilder endpoints)
    {
        var host = endpoints.ServiceProvider.GetRequiredService<IPageHost>();
        var time = endpoints.ServiceProvider.GetRequiredService<TimeProvider>();
        var stopping = endpoints.ServiceProvider.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping;

        endpoints.MapGet("/w/{workspace}/needs", (Delegate)((HttpContext context) => host.AnswerAsync(context, async (session, admission) =>
        {
            using var age = new CancellationTokenSource(admission.StreamAge ?? Timeout.InfiniteTimeSpan, time);
            using var end = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, age.Token, stopping);
            await TypedResults.ServerSentEvents(BackgroundStream.Of(session, end.Token)).ExecuteAsync(context);
            return Results.Empty;
        })));
    }
}
