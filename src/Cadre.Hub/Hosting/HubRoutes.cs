using Cadre.Hub.Access;
using Cadre.Hub.Executive;
using Cadre.Hub.Health;
using Cadre.Hub.Ingest;
using Cadre.Hub.Native;
using Cadre.Hub.OpenApi;
using Cadre.Hub.Problems;
using Cadre.Hub.Projects;
using Cadre.Hub.Requests;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Cadre.Hub.Hosting;

/// <summary>Serves a hub in an ASP.NET Core application.</summary>
public static class HubRoutes
{
    /// <summary>Adds the checks every request passes: problems, shutdown, access, content. Call it before mapping endpoints.</summary>
    public static IApplicationBuilder UseCadreHub(this IApplicationBuilder app)
    {
        app.ApplicationServices.GetRequiredService<KestrelProblems>().Listen();
        var gate = app.ApplicationServices.GetRequiredService<ShutdownGate>();
        app.UseMiddleware<ProblemMiddleware>();
        app.Use(next => context => gate.PassAsync(context, next));
        app.UseWebSockets();
        app.UseRouting();
        app.UseMiddleware<AccessMiddleware>();
        app.UseMiddleware<ContentMiddleware>();
        return app;
    }

    /// <summary>Maps all endpoints of the hub.</summary>
    public static IEndpointRouteBuilder MapCadreHub(this IEndpointRouteBuilder routes)
    {
        HealthEndpoints.Map(routes);
        OpenApiEndpoint.Map(routes);
        TokenEndpoints.Map(routes);
        SessionEndpoints.Map(routes);
        ExecutiveEndpoints.Map(routes);
        ProjectEndpoints.Map(routes);
        IngestEndpoints.Map(routes);
        WorkspaceEndpoints.Map(routes);
        StateEndpoints.Map(routes);
        AgentEndpoints.Map(routes);
        TaskEndpoints.Map(routes);
        ActivityEndpoints.Map(routes);
        ClaimEndpoints.Map(routes);
        EventEndpoints.Map(routes);
        return routes;
    }
}
