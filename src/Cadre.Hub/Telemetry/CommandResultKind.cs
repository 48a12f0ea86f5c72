namespace Cadre.Hub.Telemetry;

/// <summary>How a command ended, as it is counted.</summary>
internal enum CommandResultKind
{
    /// <summary>Its events are in the log.</summary>
    Accepted,

    /// <summary>It was right but changed nothing.</summary>
    Ignored,

    /// <summary>A rule refused it.</summary>
    Refused,

    /// <summary>Its key was known: the first answer was given again.</summary>
    Replayed,

    /// <summary>The log could not be written.</summary>
    Failed,
}
