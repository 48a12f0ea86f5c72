using System.Text.RegularExpressions;

namespace Cadre.Pages;

/// <summary>Makes one style sheet of many.</summary>
internal static partial class StyleSheets
{
    private const string Main = "app.css";

    /// <summary>The main sheet with what it imports in place, and with addresses of files as they are served; empty if there is no main sheet.</summary>
    /// <exception cref="InvalidOperationException">A sheet is imported that is not there, is there and not imported, or imports another one.</exception>
    public static string Join(IReadOnlyDictionary<string, string> sheets, Func<string, string?> pathOf)
    {
        if (!sheets.TryGetValue(Main, out var main)) return "";
        var imported = new HashSet<string> { Main };
        var joined = Import().Replace(main, match =>
        {
            var name = match.Groups[1].Value;
            imported.Add(name);
            if (!sheets.TryGetValue(name, out var sheet)) throw new InvalidOperationException($"{Main} imports '{name}', which is not there.");
            return Import().IsMatch(sheet) ? throw new InvalidOperationException($"{name} has an @import; only {Main} may have one.") : sheet;
        });
        if (sheets.Keys.Except(imported).ToList() is { Count: > 0 } forgotten)
            throw new InvalidOperationException($"{Main} does not import {string.Join(", ", forgotten)}.");
        return Address().Replace(joined, match => pathOf(match.Groups[1].Value) is { } path ? $"url(\"{path}\")" : match.Value);
    }

    /// <summary>The same rules without comments and indentation.</summary>
    public static string Shorten(string sheet) => Blank().Replace(sheet, static match => match.ValueSpan[0] is '"' or '\'' ? match.Value : " ").Trim();

    [GeneratedRegex("""
        "(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|(?:\s|/\*.*?\*/)+
        """, RegexOptions.Singleline | RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex Blank();

    [GeneratedRegex("""@import "([^"]+)";""")]
    private static partial Regex Import();

    [GeneratedRegex("""url\("(?:[^")]*/)?([^"/)]+)"\)""")]
    private static partial Regex Address();
}
