using Microsoft.Extensions.Logging;

namespace Cadre.Hub.Workspaces;

internal static partial class Log
{
    [LoggerMessage(2001, LogLevel.Warning, "Workspace {Workspace}: the snapshot at sequence {Sequence} was not written; the next start replays more events")]
    public static partial void SnapshotFailed(ILogger logger, string workspace, long sequence, Exception exception);

    [LoggerMessage(2002, LogLevel.Information, "Workspace {Workspace} is open at sequence {Sequence} with {Agents} agents and {Tasks} tasks")]
    public static partial void WorkspaceOpened(ILogger logger, string workspace, long sequence, int agents, int tasks);

    [LoggerMessage(2003, LogLevel.Error, "Workspace {Workspace}: event {Sequence} could not be encoded for the {Format} feed; its watchers read it from the log")]
    public static partial void FrameFailed(ILogger logger, string workspace, long sequence, string format, Exception exception);

    [LoggerMessage(2004, LogLevel.Warning, "Workspace {Workspace}: maintenance failed and is tried again")]
    public static partial void MaintenanceFailed(ILogger logger, string workspace, Exception exception);

    [LoggerMessage(2005, LogLevel.Error, "Workspace {Workspace}: a commit of {Commands} commands failed; nothing of it was written")]
    public static partial void CommitFailed(ILogger logger, string workspace, int commands, Exception exception);
}
