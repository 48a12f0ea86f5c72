using System.Collections.Immutable;
using System.Text.Json;

namespace Cadre.Fleet;

/// <summary>Makes the problems that readers report.</summary>
internal static class ReadingProblems
{
    public static FleetProblem BrokenText { get; } =
        new(ProblemCodes.InvalidValue, "The JSON contains half of a surrogate pair, an escape such as \\ud800 without its partner.")
        {
            Expected = "well-formed Unicode",
        };

    public static FleetProblem Expected(string expected, JsonElement got) => new(ProblemCodes.InvalidValue, $"expected {expected}, got {Shown(got)}")
    {
        Pointer = "",
        Value = got.ValueKind is JsonValueKind.String ? got.GetString() : Shown(got),
        Expected = expected,
    };

    public static FleetProblem NotOneOf(ImmutableArray<string> allowed, JsonElement got) => Expected($"one of {string.Join(", ", allowed)}", got) with
    {
        Allowed = allowed,
        DidYouMean = got.ValueKind is JsonValueKind.String ? Nearest.To(got.GetString()!, allowed) : null,
    };

    public static FleetProblem Missing(string expected) =>
        new(ProblemCodes.InvalidValue, $"is missing; expected {expected}") { Pointer = "", Expected = expected };

    public static FleetProblem UnknownMember(string name, ImmutableArray<string> allowed) =>
        new FleetProblem(ProblemCodes.UnknownMember, $"is not a known member; known are {string.Join(", ", allowed)}")
        {
            Value = name,
            Allowed = allowed,
            DidYouMean = Nearest.To(name, allowed),
        }.Under(name);

    /// <summary>The problem seen from the object or list that holds the element.</summary>
    public static FleetProblem Under(this FleetProblem problem, string name) =>
        problem with { Pointer = $"/{name.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal)}{problem.Pointer}" };

    /// <summary>The problem as its reader's caller sees it: the text names the place.</summary>
    public static FleetProblem Finished(this FleetProblem problem) =>
        problem with { Detail = problem.Pointer is null or "" ? $"The value is wrong: {problem.Detail}." : $"{problem.Pointer} {problem.Detail}." };

    private static string Shown(JsonElement element)
    {
        var text = element.GetRawText();
        return text.Length > FleetProblem.MaxValueLength ? text[..(FleetProblem.MaxValueLength - 1)] + "…" : text;
    }
}
