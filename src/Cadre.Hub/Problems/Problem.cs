using System.Text.Json;
using Cadre.Fleet;

namespace Cadre.Hub.Problems;

/// <summary>What went wrong, with which value, and what would be right; written as RFC 9457 problem details.</summary>
/// <param name="Code">One of <see cref="ProblemKinds"/>; decides status and title.</param>
/// <param name="Detail">One or two sentences for the person who reads the answer.</param>
internal sealed record Problem(string Code, string Detail)
{
    /// <summary>Where the bad value is: a JSON pointer, <c>query:name</c> or <c>header:name</c>.</summary>
    public string? Pointer { get; init; }

    /// <summary>The offending value as text; cut when it is long.</summary>
    public string? Value { get; init; }

    /// <summary>The values that would be right.</summary>
    public IReadOnlyList<string>? Allowed { get; init; }

    /// <summary>What a right value looks like, when it cannot be listed.</summary>
    public string? Expected { get; init; }

    /// <summary>The name that was probably meant.</summary>
    public string? DidYouMean { get; init; }

    /// <summary>When a repeat can succeed.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>Writes further members into the problem object.</summary>
    public Action<Utf8JsonWriter>? Extras { get; init; }

    public int Status => ProblemKinds.StatusOf(Code);

    /// <summary>A refusal of the domain as a problem of the API.</summary>
    public static Problem From(FleetProblem refusal) => new(refusal.Code, refusal.Detail)
    {
        Pointer = refusal.Pointer,
        Value = refusal.Value,
        Allowed = refusal.Allowed,
        Expected = refusal.Expected,
        DidYouMean = refusal.DidYouMean,
        Extras = refusal.Extras.IsEmpty ? null : json =>
        {
            foreach (var (name, value) in refusal.Extras)
            {
                json.WritePropertyName(name);
                value.WriteTo(json);
            }
        },
    };
}
