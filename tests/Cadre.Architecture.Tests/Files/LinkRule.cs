using System.Text.RegularExpressions;

namespace Cadre.Architecture.Tests.Files;

/// <summary>Finds links between documents that lead nowhere.</summary>
internal static partial class LinkRule
{
    public static IEnumerable<string> Violations(string path, string text, Func<string, bool> exists)
    {
        var folder = Path.GetDirectoryName(path) ?? "";
        foreach (Match link in Link().Matches(text))
        {
            var target = link.Groups["target"].Value;
            if (target.Contains("://", StringComparison.Ordinal) || target.StartsWith("mailto:", StringComparison.Ordinal))
                continue;
            var file = target.Split('#')[0];
            if (file.Length > 0 && !exists(Path.Combine(folder, file)))
                yield return $"{path} links to {target}, which does not exist.";
        }
    }

    [GeneratedRegex(@"\]\((?<target>[^)\s]+)\)")]
    private static partial Regex Link();
}
