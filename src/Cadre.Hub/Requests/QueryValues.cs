using System.Collections.Immutable;
using System.Globalization;
using Cadre.Hub.Problems;
using Microsoft.AspNetCore.Http;

namespace Cadre.Hub.Requests;

/// <summary>Query parameters, validated.</summary>
internal static class QueryValues
{
    /// <summary>A whole number in a range; <paramref name="otherwise"/> when the parameter is absent.</summary>
    public static int Integer(HttpRequest request, string name, int least, int most, int otherwise)
    {
        if (Text(request, name) is not { } text)
            return otherwise;

        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most
            ? number
            : throw new ProblemException(QueryProblems.Invalid(name, text, $"a whole number from {least} to {most}"));
    }

    /// <summary>One of a few words; null when the parameter is absent.</summary>
    public static string? OneOf(HttpRequest request, string name, ImmutableArray<string> words)
    {
        if (Text(request, name) is not { } text)
            return null;

        return words.Contains(text) ? text : throw new ProblemException(QueryProblems.NotOneOf(name, text, words));
    }

    /// <summary>A flag: <c>true</c> or <c>false</c>; false when the parameter is absent.</summary>
    public static bool Flag(HttpRequest request, string name) => OneOf(request, name, ["true", "false"]) == "true";

    /// <summary>The parameter as given; null when it is absent.</summary>
    public static string? Text(HttpRequest request, string name) => request.Query.TryGetValue(name, out var values) ? values[0] : null;
}
