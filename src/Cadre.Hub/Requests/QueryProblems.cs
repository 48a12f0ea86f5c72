using Cadre.Hub.OpenApi;
using Cadre.Hub.Problems;
using Microsoft.Extensions.Primitives;
using Microsoft.OpenApi;

namespace Cadre.Hub.Requests;

/// <summary>What can be wrong with a query parameter.</summary>
internal static class QueryProblems
{
    public static Problem Unknown(string name, Operation operation)
    {
        List<string> known = [.. operation.Parameters.Where(p => p.In == ParameterLocation.Query).Select(p => p.Name)];
        return new Problem(ProblemKinds.BadQuery, known.Count == 0
            ? $"This address has no query parameters, so not '{name}' either."
            : $"This address has no query parameter '{name}'.")
        {
            Pointer = "query:" + name,
            Allowed = known,
            DidYouMean = Suggestions.Nearest(name, known),
        };
    }

    public static Problem Repeated(string name, StringValues values) =>
        new(ProblemKinds.BadQuery, $"The query parameter '{name}' is given {values.Count} times.")
        {
            Pointer = "query:" + name,
            Value = values.ToString(),
            Expected = "one value",
        };

    public static Problem Invalid(string name, string value, string expected) =>
        new(ProblemKinds.BadQuery, $"The query parameter '{name}' must be {expected}.")
        {
            Pointer = "query:" + name,
            Value = value,
            Expected = expected,
        };

    public static Problem NotOneOf(string name, string value, IReadOnlyList<string> allowed) =>
        new(ProblemKinds.BadQuery, $"The query parameter '{name}' must be one of {string.Join(", ", allowed)}.")
        {
            Pointer = "query:" + name,
            Value = value,
            Allowed = allowed,
            DidYouMean = Suggestions.Nearest(value, allowed),
        };
}
