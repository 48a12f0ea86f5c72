using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;

namespace Cadre.Dashboard;

/// <summary>What all answers of the dashboard have: rules for the browser, and compression. The hub's own answers are left alone.</summary>
internal sealed class DashboardFilter : IStartupFilter
{
    private static readonly PathString[] OfTheHub = ["/api", "/ws", "/openapi", "/healthz", "/readyz"];

    // No script or style but our own files: what an agent reports can never run in the browser of who watches it.
    private const string ContentPolicy =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
    {
        app.UseWhen(static context => !IsOfTheHub(context.Request.Path), static dashboard =>
        {
            dashboard.Use(static (context, next) =>
            {
                var headers = context.Response.Headers;
                headers.ContentSecurityPolicy = ContentPolicy;
                headers.XContentTypeOptions = "nosniff";
                headers["Referrer-Policy"] = "same-origin";
                headers["Cross-Origin-Opener-Policy"] = "same-origin";
                return next(context);
            });
            dashboard.UseResponseCompression();
        });
        next(app);
    };

    internal static bool IsOfTheHub(PathString path) => Array.Exists(OfTheHub, prefix => path.StartsWithSegments(prefix));
}
