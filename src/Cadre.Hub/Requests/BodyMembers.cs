using System.Text.Json;
using Cadre.Hub.Problems;

namespace Cadre.Hub.Requests;

/// <summary>The members of a small body, each read once by name.</summary>
/// <exception cref="ProblemException">Every reader throws it for a value that is missing or wrong.</exception>
internal readonly struct BodyMembers
{
    private readonly JsonElement _body;

    public BodyMembers(JsonElement body, ReadOnlySpan<string> known)
    {
        if (body.ValueKind != JsonValueKind.Object)
            throw new ProblemException(Invalid("", body, "a JSON object"));
        foreach (var member in body.EnumerateObject())
        {
            if (!known.Contains(member.Name))
                throw new ProblemException(Unknown(member.Name, known.ToArray()));
        }

        _body = body;
    }

    /// <summary>A text that must be there and pass a rule.</summary>
    public string Text(string name, string expected, Func<string, bool> accepts) =>
        OptionalText(name, expected, accepts) ?? throw new ProblemException(Missing(name, expected));

    /// <summary>A text that may be absent or null.</summary>
    public string? OptionalText(string name, string expected, Func<string, bool> accepts)
    {
        if (!_body.TryGetProperty(name, out var value) || value.ValueKind == JsonValueKind.Null)
            return null;
        return value.ValueKind == JsonValueKind.String && value.GetString() is { } text && accepts(text)
            ? text
            : throw new ProblemException(Invalid("/" + name, value, expected));
    }

    /// <summary>One of a few words.</summary>
    public string Choice(string name, IReadOnlyList<string> allowed) =>
        OptionalChoice(name, allowed) ?? throw new ProblemException(Missing(name, "one of " + string.Join(", ", allowed)) with { Allowed = allowed });

    /// <summary>One of a few words, or absent or null.</summary>
    public string? OptionalChoice(string name, IReadOnlyList<string> allowed)
    {
        if (!_body.TryGetProperty(name, out var value) || value.ValueKind == JsonValueKind.Null)
            return null;
        var text = value.ValueKind == JsonValueKind.String ? value.GetString() : null;
        return text is not null && allowed.Contains(text)
            ? text
            : throw new ProblemException(Invalid("/" + name, value, "one of " + string.Join(", ", allowed)) with
            {
                Value = text ?? value.GetRawText(),
                Allowed = allowed,
                DidYouMean = text is null ? null : Suggestions.Nearest(text, allowed),
            });
    }

    private static Problem Missing(string name, string expected) =>
        new(ProblemKinds.InvalidValue, $"The member '{name}' is missing; it must be {expected}.") { Pointer = "/" + name, Expected = expected };

    private static Problem Invalid(string pointer, JsonElement value, string expected) =>
        new(ProblemKinds.InvalidValue, pointer.Length == 0 ? $"The body must be {expected}." : $"The member '{pointer[1..]}' must be {expected}.")
        {
            Pointer = pointer,
            Value = value.GetRawText(),
            Expected = expected,
        };

    private static Problem Unknown(string name, string[] known) =>
        new(ProblemKinds.UnknownMember, known.Length == 0 ? $"The body has no members, so not '{name}' either." : $"The body has no member '{name}'.")
        {
            Pointer = "/" + name.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal),
            Allowed = known,
            DidYouMean = Suggestions.Nearest(name, known),
        };
}
