using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Cadre.Pages;

/// <summary>Keeps pages of other sites from acting in the name of whoever visits them.</summary>
public static class SameOrigin
{
    /// <summary>Lets a form or script through only if a page of this site sent it: by <c>Sec-Fetch-Site</c>, which no page can forge, else by <c>Origin</c>.</summary>
    /// <remarks>Documents are shared among viewers, so no secret of one of them can stand in the form.</remarks>
    public static TBuilder RequireSameOrigin<TBuilder>(this TBuilder endpoints) where TBuilder : IEndpointConventionBuilder =>
        endpoints.AddEndpointFilter(static async (context, next) => IsSame(context.HttpContext.Request) ? await next(context)
            : Results.Text("This was sent by a page of another site, so nothing was done. Open the dashboard and act there.", statusCode: StatusCodes.Status403Forbidden));

    internal static bool IsSame(HttpRequest request)
    {
        var site = request.Headers["Sec-Fetch-Site"].ToString();
        if (site.Length > 0) return site is "same-origin";
        var origin = request.Headers.Origin.ToString();
        return origin.Length > 0 && origin.Equals($"{request.Scheme}://{request.Host}", StringComparison.OrdinalIgnoreCase);
    }
}
