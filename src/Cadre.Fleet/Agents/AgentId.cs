using System.Diagnostics.CodeAnalysis;

namespace Cadre.Fleet;

/// <summary>Names one agent within a workspace: 1 to 200 characters, no control characters, compared case-sensitively.</summary>
/// <remarks>The default value is the empty text, which no accepted agent bears.</remarks>
public readonly record struct AgentId
{
    /// <summary>The longest accepted id, in UTF-16 characters.</summary>
    public const int MaxLength = 200;

    private readonly string? _value;

    private AgentId(string value) => _value = value;

    /// <summary>The id as text; never null.</summary>
    public string Value => _value ?? "";

    /// <summary>Reads an id that a caller sent.</summary>
    /// <param name="text">The text to read.</param>
    /// <param name="id">The id, if the text is one.</param>
    /// <param name="error">What is wrong with the text and what would be right, if it is not.</param>
    public static bool TryParse(string? text, out AgentId id, [NotNullWhen(false)] out string? error)
    {
        error = text switch
        {
            null or "" => "An agent id must have at least one character.",
            { Length: > MaxLength } => $"An agent id has at most {MaxLength} characters, this one has {text.Length}.",
            _ when text.Any(char.IsControl) => "An agent id must not contain control characters.",
            _ when !Texts.IsWellFormed(text) => "An agent id must be well-formed Unicode; this one contains half of a surrogate pair.",
            _ => null,
        };
        id = error is null ? new AgentId(text!) : default;
        return error is null;
    }

    /// <summary>Reads an id that is known to be well formed.</summary>
    /// <exception cref="FormatException">The text is not an agent id.</exception>
    public static AgentId Parse(string text) => TryParse(text, out var id, out var error) ? id : throw new FormatException(error);

    /// <summary>The id as text.</summary>
    public override string ToString() => Value;

    /// <summary>Takes any text: facts already recorded are not judged again.</summary>
    internal static AgentId Trusted(string value) => new(value);
}
