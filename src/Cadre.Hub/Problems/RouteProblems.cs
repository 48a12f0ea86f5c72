using Microsoft.AspNetCore.Http;

namespace Cadre.Hub.Problems;

/// <summary>What can be wrong with an address.</summary>
internal static class RouteProblems
{
    public static Problem Unknown(HttpRequest request) =>
        new(ProblemKinds.UnknownRoute, $"Nothing is served at '{request.Path}'. The addresses are listed at /openapi/v1.json.")
        {
            Value = request.Path.Value,
        };

    /// <summary>A thing of the given kind that does not exist.</summary>
    public static Problem NotFound(string kind, string id) =>
        new(ProblemKinds.NotFound, $"There is no {kind} '{id}'.") { Value = id, Extras = json => json.WriteString("kind"u8, kind) };
}
