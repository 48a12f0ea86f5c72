using System.Text;

namespace Cadre.TestKit;

/// <summary>Takes named regions out of code, and puts them into the blocks of a document that name them.</summary>
public static class Snippets
{
    private const string Mark = "<!-- snippet: ";
    private static readonly string[] Begins = ["```csharp", "```razor"];

    public static IEnumerable<KeyValuePair<string, string>> RegionsOf(string code)
    {
        ArgumentNullException.ThrowIfNull(code);
        string? name = null;
        List<string> lines = [];
        foreach (var line in code.ReplaceLineEndings("\n").Split('\n'))
        {
            var text = line.Trim();
            if (text.StartsWith("#region ", StringComparison.Ordinal))
            {
                if (name is not null) throw new FormatException($"The region '{text[8..]}' begins within the region '{name}'.");
                name = text[8..];
            }
            else if (text == "#endregion" && name is not null)
            {
                yield return new(name, Dedent(lines));
                name = null;
                lines = [];
            }
            else if (name is not null) lines.Add(line);
        }
        if (name is not null) throw new FormatException($"The region '{name}' does not end.");
    }

    public static IReadOnlyList<string> NamesIn(string document) => [.. document.Split('\n').Select(NameIn).OfType<string>()];

    /// <summary>The document, with the code of its region in every block.</summary>
    public static string Rewrite(string document, IReadOnlyDictionary<string, string> regions)
    {
        var written = new StringBuilder();
        string? name = null;
        var inBlock = false;
        foreach (var line in document.TrimEnd('\n').Split('\n'))
        {
            if (inBlock)
            {
                if (line != "```") continue;
                inBlock = false;
            }
            else if (Begins.Any(begin => line.StartsWith(begin, StringComparison.Ordinal)))
            {
                if (name is null) throw new FormatException($"A block of code names no snippet: put '{Mark}NAME -->' on the line before it.");
                var code = regions.TryGetValue(name, out var found) ? found : throw new FormatException($"There is no region '{name}'.");
                written.Append(line).Append('\n').Append(code);
                name = null;
                inBlock = true;
                continue;
            }
            else if (name is not null) throw new FormatException($"After snippet '{name}' there is no block of code.");
            else name = NameIn(line);
            written.Append(line).Append('\n');
        }
        return written.ToString();
    }

    private static string? NameIn(string line) =>
        line.StartsWith(Mark, StringComparison.Ordinal) && line.EndsWith(" -->", StringComparison.Ordinal) ? line[Mark.Length..^4] : null;

    private static string Dedent(List<string> lines)
    {
        var indentation = lines.Where(line => line.Length > 0).Select(line => line.Length - line.TrimStart().Length).DefaultIfEmpty().Min();
        return string.Concat(lines.Select(line => (line.Length > 0 ? line[indentation..] : line) + '\n'));
    }
}
