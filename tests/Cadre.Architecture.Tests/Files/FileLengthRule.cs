namespace Cadre.Architecture.Tests.Files;

/// <summary>A file is one idea; one that needs this many lines holds several.</summary>
internal static class FileLengthRule
{
    public const int MostLines = 400;

    public static IEnumerable<string> Violations(string path, string text) =>
        text.AsSpan().Count('\n') is var lines and >= MostLines
            ? [$"{path} has {lines} lines; split it below {MostLines}."]
            : [];
}
