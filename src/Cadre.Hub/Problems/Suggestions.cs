namespace Cadre.Hub.Problems;

/// <summary>Finds the name that was probably meant.</summary>
internal static class Suggestions
{
    /// <summary>The known name closest to <paramref name="name"/>, or <c>null</c> if none is close.</summary>
    public static string? Nearest(string name, IEnumerable<string> known)
    {
        var best = known
            .Select(candidate => (candidate, distance: Distance(name.ToLowerInvariant(), candidate.ToLowerInvariant())))
            .DefaultIfEmpty((candidate: "", distance: int.MaxValue))
            .MinBy(c => c.distance);
        return best.distance <= Math.Max(1, name.Length / 3) ? best.candidate : null;
    }

    private static int Distance(string a, string b)
    {
        if (Math.Max(a.Length, b.Length) > 64)
            return int.MaxValue;
        var row = Enumerable.Range(0, b.Length + 1).ToArray();
        for (var i = 1; i <= a.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var replaced = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(replaced, Math.Min(row[j], row[j - 1]) + 1);
            }
        }

        return row[^1];
    }
}
