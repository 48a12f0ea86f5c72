using Cadre.Client;

namespace Cadre.Dashboard.Components.Activity;

/// <summary>Groups events by the hour.</summary>
internal static class LogHours
{
    /// <summary>Milliseconds.</summary>
    public const long Length = 3_600_000;

    public static long Of(RecordedFact fact) => fact.Time / Length;

    /// <summary>Each event, and the hour whose heading stands above it, if one does. No hour is headed twice, also where a clock went back.</summary>
    /// <param name="facts">Newest first.</param>
    /// <param name="headed">The hour whose heading stands above all of them already.</param>
    public static IEnumerable<(long? Heading, RecordedFact Fact)> Headed(IEnumerable<RecordedFact> facts, long? headed)
    {
        foreach (var fact in facts)
        {
            var isNew = headed is null || Of(fact) < headed;
            if (isNew) headed = Of(fact);
            yield return (isNew ? headed : null, fact);
        }
    }
}
