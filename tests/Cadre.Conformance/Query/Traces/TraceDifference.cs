namespace Cadre.Conformance.Query;

/// <summary>Compares two traces.</summary>
internal static class TraceDifference
{
    /// <summary>The first event that is not the same, or null.</summary>
    public static string? First(Trace expected, Trace actual, TraceLevel level)
    {
        var (golden, ours) = (expected.Normalised(level), actual.Normalised(level));
        for (var i = 0; i < Math.Max(golden.Count, ours.Count); i++)
        {
            var (wanted, got) = (At(golden, i), At(ours, i));
            if (wanted != got) return $"event {i}\n  - {wanted ?? "(none)"}\n  + {got ?? "(none)"}";
        }
        return null;
    }

    private static string? At(IReadOnlyList<TraceEvent> events, int index) => index < events.Count ? events[index].Canonical : null;
}
