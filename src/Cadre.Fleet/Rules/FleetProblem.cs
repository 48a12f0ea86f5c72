using System.Collections.Immutable;
using System.Text.Json;

namespace Cadre.Fleet;

/// <summary>Why something was refused: what is wrong, which value, and what would be right.</summary>
/// <param name="Code">The kind of problem; one of <see cref="ProblemCodes"/>.</param>
/// <param name="Detail">One sentence for people.</param>
public sealed record FleetProblem(string Code, string Detail)
{
    /// <summary>The longest <see cref="Value"/>, in UTF-16 characters.</summary>
    public const int MaxValueLength = 200;

    /// <summary>JSON pointer to the bad value within what was sent; empty for the whole.</summary>
    public string? Pointer { get; init; }

    /// <summary>The bad value as text, cut to <see cref="MaxValueLength"/>.</summary>
    public string? Value { get; init => field = value?.Length > MaxValueLength ? value[..MaxValueLength] : value; }

    /// <summary>The values that would be accepted, if they can be listed.</summary>
    public ImmutableArray<string>? Allowed { get; init; }

    /// <summary>What would be accepted, in words.</summary>
    public string? Expected { get; init; }

    /// <summary>The accepted value nearest to the bad one, if one is near.</summary>
    public string? DidYouMean { get; init; }

    /// <summary>Further members of the problem, for example <c>holders</c> of a claimed resource.</summary>
    public ImmutableSortedDictionary<string, JsonElement> Extras { get; init; } = ImmutableSortedDictionary<string, JsonElement>.Empty;
}
