namespace Cadre.Query;

/// <summary>Moments as they are kept: in Unix milliseconds, 0 for never.</summary>
internal static class Instants
{
    public static DateTimeOffset? Public(long milliseconds) => milliseconds == 0 ? null : DateTimeOffset.FromUnixTimeMilliseconds(milliseconds);
}
