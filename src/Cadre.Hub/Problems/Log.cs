using Microsoft.Extensions.Logging;

namespace Cadre.Hub.Problems;

/// <summary>Event ids 2100-2199.</summary>
internal static partial class Log
{
    [LoggerMessage(2100, LogLevel.Error, "{Method} {Path} failed")]
    public static partial void RequestFailed(this ILogger logger, Exception exception, string method, string path);

    [LoggerMessage(2101, LogLevel.Warning, "{Method} {Path} could not be served: {Reason}")]
    public static partial void RequestUnavailable(this ILogger logger, string method, string path, string reason);
}
