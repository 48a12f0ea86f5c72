using Microsoft.Extensions.Logging;

namespace Cadre.Hub.Access;

/// <summary>Event ids 2400-2499.</summary>
internal static partial class Log
{
    [LoggerMessage(2400, LogLevel.Error, "The tokens cannot be read; those known so far stay in force: {Reason}")]
    public static partial void TokensUnreadable(this ILogger logger, string reason);

    [LoggerMessage(2401, LogLevel.Warning, "When tokens were last used could not be noted: {Reason}")]
    public static partial void TokenUseNotNoted(this ILogger logger, string reason);

    // The id is public; the secret never reaches a log.
    [LoggerMessage(2402, LogLevel.Information, "Token {Id} ({Role} of {Workspace}) created by {Actor}")]
    public static partial void TokenCreated(this ILogger logger, string id, string role, string workspace, string actor);

    [LoggerMessage(2403, LogLevel.Information, "Token {Id} revoked by {Actor}")]
    public static partial void TokenRevoked(this ILogger logger, string id, string actor);

    // A code signs somebody in, so it never reaches a log either.
    [LoggerMessage(2404, LogLevel.Information, "Sign-in link ({Role} of {Workspace}) made by {Actor}")]
    public static partial void SignInCreated(this ILogger logger, string role, string workspace, string actor);

    [LoggerMessage(2405, LogLevel.Information, "Session {Id} ({Role} of {Workspace}) begun")]
    public static partial void SessionBegun(this ILogger logger, string id, string role, string workspace);

    [LoggerMessage(2406, LogLevel.Information, "Session {Id} ended by its owner")]
    public static partial void SessionEnded(this ILogger logger, string id);

    [LoggerMessage(2407, LogLevel.Warning, "A sign-in was refused: its code is unknown, used or expired")]
    public static partial void SignInRefused(this ILogger logger);

    [LoggerMessage(2408, LogLevel.Warning, "Sessions that are over could not be dropped: {Reason}")]
    public static partial void SessionsNotDropped(this ILogger logger, string reason);
}
