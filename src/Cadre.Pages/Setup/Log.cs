using Microsoft.Extensions.Logging;

namespace Cadre.Pages;

/// <summary>Event ids 4000-4099.</summary>
internal static partial class Log
{
    [LoggerMessage(4000, LogLevel.Error, "The page {Path} failed and is made anew for whoever still looks at it")]
    public static partial void PageFailed(this ILogger logger, Exception error, string path);
}
