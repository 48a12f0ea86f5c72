using System.Globalization;
using System.Text;

namespace Cadre.Cli.Terminals;

/// <summary>Makes text that came from elsewhere fit to print: one line, no control characters that could steer the terminal, bounded.</summary>
internal static class SafeText
{
    public static string OneLine(string? text, int longest = 200)
    {
        if (string.IsNullOrEmpty(text))
            return "";
        var line = new StringBuilder(Math.Min(text.Length, longest + 1));
        foreach (var rune in text.EnumerateRunes())
        {
            if (line.Length >= longest)
                return line.Append('…').ToString();
            line.Append(IsHarmless(rune) ? rune.ToString() : " ");
        }

        return line.ToString();
    }

    // Format characters include the ones that reverse the direction of what follows.
    private static bool IsHarmless(Rune rune) =>
        Rune.GetUnicodeCategory(rune) is not (
            UnicodeCategory.Control
            or UnicodeCategory.Format
            or UnicodeCategory.LineSeparator
            or UnicodeCategory.ParagraphSeparator
            or UnicodeCategory.PrivateUse);
}
