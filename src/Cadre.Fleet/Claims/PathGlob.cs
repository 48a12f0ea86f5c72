namespace Cadre.Fleet;

/// <summary>Whether two path patterns have a path in common. <c>*</c> and <c>?</c> stay within a segment, <c>**</c> is any number of segments.</summary>
/// <remarks>Exact, by dynamic programming over both patterns at once; comparing prefixes would miss <c>src/*/a.cs</c> against <c>src/b/*</c>.</remarks>
internal static class PathGlob
{
    public static bool Overlap(string a, string b) =>
        LiteralStartsAgree(a, b) && SegmentsOverlap(a.Split('/'), b.Split('/'));

    /// <summary>Most pairs differ before their first wildcard; they are told apart without splitting.</summary>
    private static bool LiteralStartsAgree(string a, string b)
    {
        var startA = LiteralStart(a);
        var startB = LiteralStart(b);
        var common = Math.Min(startA.Length, startB.Length);
        return startA[..common].SequenceEqual(startB[..common]);
    }

    private static ReadOnlySpan<char> LiteralStart(string pattern)
    {
        var wildcard = pattern.AsSpan().IndexOfAny('*', '?');
        // The slash before a wildcard is not certain: src/** is also src itself.
        return wildcard < 0 ? pattern : pattern.AsSpan(0, wildcard).TrimEnd('/');
    }

    private static bool SegmentsOverlap(string[] a, string[] b)
    {
        Span<bool> below = stackalloc bool[b.Length + 1], row = stackalloc bool[b.Length + 1];
        for (var i = a.Length; i >= 0; i--)
        {
            for (var j = b.Length; j >= 0; j--)
            {
                row[j] = (i < a.Length, j < b.Length) switch
                {
                    (false, false) => true,
                    (true, _) when a[i] == "**" => below[j] || (j < b.Length && row[j + 1]),
                    (_, true) when b[j] == "**" => row[j + 1] || (i < a.Length && below[j]),
                    (true, true) => below[j + 1] && SegmentOverlaps(a[i], b[j]),
                    _ => false,
                };
            }
            row.CopyTo(below);
        }
        return row[0];
    }

    private static bool SegmentOverlaps(string a, string b)
    {
        if (a.AsSpan().IndexOfAny('*', '?') < 0 && b.AsSpan().IndexOfAny('*', '?') < 0) return a == b;
        Span<bool> below = stackalloc bool[b.Length + 1], row = stackalloc bool[b.Length + 1];
        for (var i = a.Length; i >= 0; i--)
        {
            for (var j = b.Length; j >= 0; j--)
            {
                row[j] = (i < a.Length, j < b.Length) switch
                {
                    (false, false) => true,
                    (true, _) when a[i] == '*' => below[j] || (j < b.Length && row[j + 1]),
                    (_, true) when b[j] == '*' => row[j + 1] || (i < a.Length && below[j]),
                    (true, true) => below[j + 1] && (a[i] == b[j] || a[i] == '?' || b[j] == '?'),
                    _ => false,
                };
            }
            row.CopyTo(below);
        }
        return row[0];
    }
}
