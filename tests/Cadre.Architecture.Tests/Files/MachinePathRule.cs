using System.Text.RegularExpressions;

namespace Cadre.Architecture.Tests.Files;

/// <summary>Finds paths that exist on someone's machine only.</summary>
internal static partial class MachinePathRule
{
    public static IEnumerable<string> Violations(string path, string text)
    {
        var number = 0;
        foreach (var line in text.Split('\n'))
        {
            number++;
            if (MachinePath().Match(line) is { Success: true } match)
                yield return $"{path}:{number} mentions '{match.Value}'.";
        }
    }

    // Not after a letter, a dot or a slash, so that addresses and relative paths pass.
    [GeneratedRegex(@"(?<![\w./~-])(/(home|Users)/[\w.-]+|/root\b|/work/|/mnt/\w)|\b[A-Z]:\\Users\\|\.\./shared\b")]
    private static partial Regex MachinePath();
}
