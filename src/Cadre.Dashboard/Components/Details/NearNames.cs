namespace Cadre.Dashboard.Components.Details;

/// <summary>Names that somebody may have meant.</summary>
internal static class NearNames
{
    private const int Most = 5;
    private const double Near = 0.4;

    /// <summary>Those that share enough pairs of letters with the wanted name, or have it in them, the nearest first.</summary>
    public static IReadOnlyList<string> Of(string wanted, IEnumerable<string> names)
    {
        var pairs = Pairs(wanted);
        return
        [
            .. names.Select(name => (Name: name, Likeness: Likeness(pairs, name, wanted)))
                .Where(candidate => candidate.Likeness >= Near)
                .OrderByDescending(candidate => candidate.Likeness).ThenBy(candidate => candidate.Name, StringComparer.Ordinal)
                .Take(Most).Select(candidate => candidate.Name),
        ];
    }

    private static double Likeness(HashSet<(char, char)> pairs, string name, string wanted)
    {
        var others = Pairs(name);
        var shared = pairs.Count + others.Count == 0 ? 0 : 2.0 * pairs.Count(others.Contains) / (pairs.Count + others.Count);
        return wanted.Length > 0 && name.Contains(wanted, StringComparison.OrdinalIgnoreCase) ? Math.Max(Near, shared) : shared;
    }

    private static HashSet<(char, char)> Pairs(string text) => [.. text.ToLowerInvariant().Zip(text.ToLowerInvariant().Skip(1))];
}
