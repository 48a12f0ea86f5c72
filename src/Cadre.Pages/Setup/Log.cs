using Microsoft.Extensions.Logging;

namespace Cadre.Pages;

/// <summary>Event ids 4000-4099.</summary>
internal static partial class Log
{
    [LoggerMessage(4000, LogLevel.Error, "The page {Path} failed and is made anew for whoever still looks at it")]
    public static partial void PageFailed(this ILogger logger, Exception error, string path);

    [LoggerMessage(4001, LogLevel.Warning, "The page {Path} changed outside of its fragments; browsers see that when they load it again: put what changes into an ILiveFragment")]
    public static partial void ChangedOutsideOfFragments(this ILogger logger, string path);

    [LoggerMessage(4002, LogLevel.Error, "The page {Path} did not end as it should")]
    public static partial void EndingFailed(this ILogger logger, Exception error, string path);
}
