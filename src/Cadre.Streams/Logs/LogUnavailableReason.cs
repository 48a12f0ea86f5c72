namespace Cadre.Streams;

/// <summary>Why a log cannot be used.</summary>
public enum LogUnavailableReason
{
    /// <summary>Reading or writing failed in the operating system.</summary>
    DeviceError,

    /// <summary>No space is left, or a quota or file size limit is reached.</summary>
    DiskFull,

    /// <summary>The data folder or a file in it may not be written.</summary>
    ReadOnly,

    /// <summary>The data folder does not exist and cannot be created, or is not a folder.</summary>
    InvalidFolder,

    /// <summary>Another process uses the data folder.</summary>
    Locked,

    /// <summary>The stored data contradict themselves.</summary>
    Corrupt,

    /// <summary>The data were written by a newer version.</summary>
    NewerVersion,

    /// <summary>The native library of the engine is missing or too old.</summary>
    MissingLibrary,

    /// <summary>The log was disposed of.</summary>
    Closed,
}
