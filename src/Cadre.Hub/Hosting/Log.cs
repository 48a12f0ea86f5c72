using Microsoft.Extensions.Logging;

namespace Cadre.Hub.Hosting;

/// <summary>Event ids 2200-2299.</summary>
internal static partial class Log
{
    [LoggerMessage(2200, LogLevel.Information, "Stopping: no new requests; what is under way is being finished")]
    public static partial void Stopping(this ILogger logger);

    [LoggerMessage(2201, LogLevel.Information, "Stopped; everything acknowledged is in the store")]
    public static partial void Stopped(this ILogger logger);

    [LoggerMessage(2202, LogLevel.Warning, "The hub listens beyond this machine without TLS: tokens can be read on the way. Use an https address or a TLS proxy")]
    public static partial void TokensUnencrypted(this ILogger logger);
}
