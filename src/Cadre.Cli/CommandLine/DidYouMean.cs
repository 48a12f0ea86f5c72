namespace Cadre.Cli.CommandLine;

/// <summary>Finds the known word that a mistyped one was probably meant to be.</summary>
internal static class DidYouMean
{
    /// <returns>The closest candidate that is at most a third of the word away, or one that the word abbreviates; otherwise null.</returns>
    public static string? Closest(string word, IEnumerable<string> candidates)
    {
        var allowed = Math.Max(1, word.Length / 3);
        return candidates
            .Select(candidate => (candidate, distance: Distance(word, candidate)))
            .Where(pair => pair.distance <= allowed || (word.Length > 1 && pair.candidate.StartsWith(word, StringComparison.OrdinalIgnoreCase)))
            .OrderBy(pair => pair.distance)
            .Select(pair => pair.candidate)
            .FirstOrDefault();
    }

    /// <returns>The closest candidate as a question after a sentence, or nothing.</returns>
    public static string Phrase(string word, IEnumerable<string> candidates) =>
        Closest(word, candidates) is { } meant ? $" Did you mean '{meant}'?" : "";

    // Insertions, deletions, substitutions and swaps of neighbours, each at the price of one.
    private static int Distance(string a, string b)
    {
        var table = new int[a.Length + 1, b.Length + 1];
        for (var i = 0; i <= a.Length; i++)
            table[i, 0] = i;
        for (var j = 0; j <= b.Length; j++)
            table[0, j] = j;
        for (var i = 1; i <= a.Length; i++)
        {
            for (var j = 1; j <= b.Length; j++)
            {
                var substitution = table[i - 1, j - 1] + (Same(a[i - 1], b[j - 1]) ? 0 : 1);
                table[i, j] = Math.Min(substitution, Math.Min(table[i - 1, j], table[i, j - 1]) + 1);
                if (i > 1 && j > 1 && Same(a[i - 1], b[j - 2]) && Same(a[i - 2], b[j - 1]))
                    table[i, j] = Math.Min(table[i, j], table[i - 2, j - 2] + 1);
            }
        }

        return table[a.Length, b.Length];
    }

    private static bool Same(char a, char b) => char.ToLowerInvariant(a) == char.ToLowerInvariant(b);
}
