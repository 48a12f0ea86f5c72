using System.Diagnostics.CodeAnalysis;

namespace Cadre.Fleet;

/// <summary>What a claim holds: <c>kind:pattern</c>, in its canonical spelling.</summary>
internal static class ClaimResource
{
    public const int MaxLength = 300;
    public const string Expected = "a resource as kind:pattern, such as path:src/** or port:5432, of at most 300 characters";

    private const string PathKind = "path";

    /// <summary>Brings a resource into its canonical spelling.</summary>
    /// <remarks>Paths have slashes and no empty or <c>.</c> segments; <c>dir/</c> means <c>dir/**</c>.</remarks>
    public static bool TryNormalize(string? text, [NotNullWhen(true)] out string? resource)
    {
        resource = null;
        var colon = text?.IndexOf(':', StringComparison.Ordinal) ?? -1;
        if (colon < 1 || text!.Length > MaxLength || text.Any(char.IsControl) || !Texts.IsWellFormed(text)) return false;
        var (kind, pattern) = (text[..colon], text[(colon + 1)..].Trim());
        if (!kind.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c is '-' or '_') || pattern.Length == 0) return false;
        var normal = kind == PathKind ? NormalPath(pattern) : pattern;
        resource = normal is null ? null : $"{kind}:{normal}";
        return resource is not null;
    }

    /// <summary>Whether two canonical resources have something in common.</summary>
    public static bool Overlap(string a, string b)
    {
        if (a == b) return true;
        const string PathPrefix = PathKind + ":";
        return a.StartsWith(PathPrefix, StringComparison.Ordinal)
            && b.StartsWith(PathPrefix, StringComparison.Ordinal)
            && PathGlob.Overlap(a[PathPrefix.Length..], b[PathPrefix.Length..]);
    }

    private static string? NormalPath(string pattern)
    {
        var slashed = pattern.Replace('\\', '/');
        var segments = slashed.Split('/', StringSplitOptions.RemoveEmptyEntries).Where(segment => segment != ".").ToList();
        if (segments.Contains("..")) return null;
        if (slashed.EndsWith('/') || segments.Count == 0) segments.Add("**");
        return (slashed.StartsWith('/') ? "/" : "") + string.Join('/', segments);
    }
}
