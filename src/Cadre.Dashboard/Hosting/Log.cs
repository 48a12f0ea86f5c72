using Microsoft.Extensions.Logging;

namespace Cadre.Dashboard;

/// <summary>Event ids 4100-4199.</summary>
internal static partial class Log
{
    [LoggerMessage(4100, LogLevel.Error, "Something in the dashboard's view of the workspace {Workspace} failed")]
    public static partial void SessionFailed(this ILogger logger, Exception error, string workspace);
}
