using Microsoft.Extensions.Logging;

namespace Cadre.Query.Razor;

/// <summary>Where exceptions of listeners and callbacks go that nobody else hears of.</summary>
internal sealed partial class UnhandledErrors(ILogger logger)
{
    public void Log(Exception error) => ListenerFailed(logger, error);

    [LoggerMessage(1, LogLevel.Error, "A listener or a callback of the query client failed.")]
    private static partial void ListenerFailed(ILogger logger, Exception error);
}
