using SQLitePCL;

namespace Cadre.Streams;

/// <summary>Says what an SQLite error means for whoever runs the hub.</summary>
static class SqliteFault
{
    const int SharedMemorySize = raw.SQLITE_IOERR | 19 << 8;

    public static LogUnavailableException From(int code, string message, string action, string path)
    {
        var (reason, advice) = Explain(code, path);
        return new(reason, $"{action} {path} failed: {message} (SQLite error {code}). {advice}");
    }

    public static LogUnavailableException Corrupt(string path, string finding) =>
        new(LogUnavailableReason.Corrupt, $"{path} is damaged: {finding}. {CorruptAdvice(path)}");

    static (LogUnavailableReason Reason, string Advice) Explain(int code, string path) => (code & 0xff) switch
    {
        raw.SQLITE_FULL => (LogUnavailableReason.DiskFull, FullAdvice),
        raw.SQLITE_IOERR when code == SharedMemorySize => (LogUnavailableReason.DiskFull, FullAdvice),
        raw.SQLITE_READONLY or raw.SQLITE_PERM => (LogUnavailableReason.ReadOnly, AccessAdvice(path)),
        raw.SQLITE_CANTOPEN => (LogUnavailableReason.ReadOnly, AccessAdvice(path)),
        raw.SQLITE_CORRUPT or raw.SQLITE_NOTADB => (LogUnavailableReason.Corrupt, CorruptAdvice(path)),
        raw.SQLITE_BUSY or raw.SQLITE_LOCKED => (LogUnavailableReason.Locked, "Another program holds the database, perhaps the sqlite3 tool: close it."),
        _ => (LogUnavailableReason.DeviceError, "Check the disk and the system log."),
    };

    const string FullAdvice = "The disk is full or a quota is reached: free some space; writing goes on by itself then.";

    static string AccessAdvice(string path) => $"Check that {Folder(path)} exists and that this user may read and write it and the files in it.";

    static string CorruptAdvice(string path) =>
        $"Nothing was changed. Restore {Path.GetFileName(path)} from a backup, or salvage it with `sqlite3 {path} .recover`, "
        + "or move it away together with its -wal file to start empty.";

    static string Folder(string path) => Path.GetDirectoryName(path) ?? path;
}
