namespace Cadre.Conformance.Query;

/// <summary>How much of a trace is compared.</summary>
internal enum TraceLevel
{
    /// <summary>What a user of the library sees: results, calls, aborts, callbacks, promises, probes, the final state.</summary>
    Core,

    /// <summary>Also the events of the caches.</summary>
    Events,

    /// <summary>Also calls of selectors and errors that were given to nobody.</summary>
    Full,
}

internal static class TraceLevels
{
    public static bool Compares(this TraceLevel level, string channel) => level switch
    {
        TraceLevel.Core => !IsOfCache(channel) && !IsInner(channel),
        TraceLevel.Events => !IsInner(channel),
        _ => true,
    };

    private static bool IsOfCache(string channel) => channel.StartsWith("qc:", StringComparison.Ordinal) || channel.StartsWith("mc:", StringComparison.Ordinal);

    private static bool IsInner(string channel) => channel.StartsWith("sel:", StringComparison.Ordinal) || channel.StartsWith("unhandled", StringComparison.Ordinal);
}
