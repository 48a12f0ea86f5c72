namespace Cadre.Query;

/// <summary>What holds where nobody said anything.</summary>
internal static class QueryDefaults
{
    public const int Retries = 3;

    public static TimeSpan GcTime { get; } = TimeSpan.FromMinutes(5);
}
