namespace Cadre.Fleet;

/// <summary>Names one claim within a workspace: 1 to 200 characters; given by the server unless the caller gives one.</summary>
/// <remarks>The default value is the empty text: not named yet.</remarks>
public readonly record struct ClaimId
{
    private readonly string? _value;

    /// <summary>The claim of that name.</summary>
    public ClaimId(string value) => _value = value;

    /// <summary>The id as text; never null.</summary>
    public string Value => _value ?? "";

    /// <summary>The id as text.</summary>
    public override string ToString() => Value;
}
