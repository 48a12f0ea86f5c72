namespace Cadre.Streams;

/// <summary>How connections are set up.</summary>
static class SqliteConnections
{
    // Inline and automatic: a background checkpoint slows small commits down more than a short one now and then.
    const int CheckpointPages = 2_000;
    const int KeptWalBytes = 64 * 1024 * 1024;
    const int CacheKibibytes = 16_000;

    public static SqliteDatabase OpenWriter(string path, int maxPages)
    {
        var database = Open(path, SqliteAccess.Write, $"""
            PRAGMA journal_mode = WAL;
            PRAGMA synchronous = FULL;
            PRAGMA fullfsync = ON;
            PRAGMA checkpoint_fullfsync = ON;
            PRAGMA wal_autocheckpoint = {CheckpointPages};
            PRAGMA journal_size_limit = {KeptWalBytes};
            PRAGMA cache_size = -{CacheKibibytes};
            PRAGMA max_page_count = {maxPages};
            """);
        if (database.ReadText("PRAGMA journal_mode") == "wal") return database;
        database.Dispose();
        throw new LogUnavailableException(
            LogUnavailableReason.DeviceError,
            $"{path} cannot have a write-ahead log there; network shares cannot hold one: use a folder on a local disk");
    }

    public static SqliteDatabase OpenReader(string path) => Open(path, SqliteAccess.Read, "PRAGMA query_only = ON");

    static SqliteDatabase Open(string path, SqliteAccess access, string setUp)
    {
        var database = SqliteDatabase.Open(path, access);
        try
        {
            database.Execute(setUp);
            return database;
        }
        catch
        {
            database.Dispose();
            throw;
        }
    }
}
