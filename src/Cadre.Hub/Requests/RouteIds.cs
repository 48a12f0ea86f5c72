using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Cadre.Hub.Requests;

/// <summary>Ids in paths.</summary>
internal static class RouteIds
{
    /// <summary>The route value <paramref name="name"/> as the caller meant it.</summary>
    /// <remarks>The server decodes a path but for %2F, so that a slash in an id is not taken for a separator.</remarks>
    public static string Text(HttpContext context, string name) =>
        ((string)context.GetRouteValue(name)!).Replace("%2F", "/", StringComparison.OrdinalIgnoreCase);
}
