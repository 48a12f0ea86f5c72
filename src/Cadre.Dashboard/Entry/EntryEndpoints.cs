using Cadre.Pages;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Cadre.Dashboard.Entry;

/// <summary>The ways in and out.</summary>
internal static class EntryEndpoints
{
    public static void MapEntry(this IEndpointRouteBuilder endpoints)
    {
        var signIn = endpoints.ServiceProvider.GetRequiredService<SignIn>();
        var answers = endpoints.ServiceProvider.GetRequiredService<Answers>();
        var options = endpoints.ServiceProvider.GetRequiredService<DashboardOptions>();

        endpoints.MapGet("/", () => Results.Redirect($"/w/{options.Workspace}"));
        endpoints.MapGet("/devtools", () => Results.Redirect($"/w/{options.Workspace}/devtools"));
        endpoints.MapGet("/sign-in", (string? code, string? to) => signIn.AskAsync(code, to));
        endpoints.MapPost("/sign-in", (HttpContext context, CancellationToken cancellationToken) => signIn.EnterAsync(context, cancellationToken)).RequireSameOrigin();
        endpoints.MapPost("/sign-out", (HttpContext context, CancellationToken cancellationToken) => signIn.LeaveAsync(context, cancellationToken)).RequireSameOrigin();
        // The hub's own addresses keep the hub's own answers.
        var notFound = endpoints.MapGet("/{**path}", async (HttpContext context, CancellationToken _) => DashboardFilter.IsOfTheHub(context.Request.Path) || !WantsHtml(context.Request)
            ? Results.NotFound()
            : await answers.NoPageAsync(context.Request.Path));
        notFound.Add(static endpoint => ((RouteEndpointBuilder)endpoint).Order = int.MaxValue);
    }

    private static bool WantsHtml(HttpRequest request) => request.Headers.Accept.ToString().Contains("text/html", StringComparison.OrdinalIgnoreCase);
}
