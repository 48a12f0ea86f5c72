namespace Cadre.Fleet;

/// <summary>The ranges of values, shared by readers and rules so that what is accepted can always be read back.</summary>
internal static class Ranges
{
    public static bool IsPercent(double value) => value is >= 0 and <= 100;

    public static bool IsClaimId(ClaimId id) => id.Value.Length is >= 1 and <= 200 && !id.Value.Any(char.IsControl) && Texts.IsWellFormed(id.Value);
}
