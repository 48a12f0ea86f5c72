namespace Cadre.Client;

/// <summary>How far the whole was at a time.</summary>
/// <param name="Time">When the hub accepted the report, Unix milliseconds.</param>
/// <param name="Completed">How many tasks were completed.</param>
/// <param name="Total">Of how many.</param>
public readonly record struct ProgressPoint(long Time, long Completed, long Total);
