using Microsoft.Extensions.Logging;

namespace Cadre.Streams;

static partial class SqliteLogMessages
{
    [LoggerMessage(1, LogLevel.Information, "Opened {Path} with SQLite {Version}: {Streams} streams, {Milliseconds} ms")]
    public static partial void Opened(this ILogger logger, string path, string version, int streams, long milliseconds);

    [LoggerMessage(2, LogLevel.Information, "Made {Path}")]
    public static partial void Made(this ILogger logger, string path);

    [LoggerMessage(3, LogLevel.Error, "Cannot write {Path}; callers are refused until writing succeeds again")]
    public static partial void WritingFailed(this ILogger logger, string path, Exception fault);

    [LoggerMessage(4, LogLevel.Information, "Writing {Path} succeeds again")]
    public static partial void WritingAgain(this ILogger logger, string path);
}
