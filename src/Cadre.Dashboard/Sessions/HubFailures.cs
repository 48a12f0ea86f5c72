using Cadre.Client;

namespace Cadre.Dashboard.Sessions;

internal static class HubFailures
{
    /// <summary>Whether the hub is not there, rather than saying no.</summary>
    public static bool IsAbsence(Exception error) => error is HttpRequestException or TimeoutException or HubUnavailableException;
}
