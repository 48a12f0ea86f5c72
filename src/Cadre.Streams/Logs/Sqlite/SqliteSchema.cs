namespace Cadre.Streams;

/// <summary>The tables of a log file and how older files become current ones.</summary>
static class SqliteSchema
{
    /// <summary>"Cdre": says that an SQLite file is one of ours.</summary>
    public const int ApplicationId = 0x43647265;

    /// <summary>Step n leads from version n to version n + 1. Never edit a step that was released; add one.</summary>
    /// <remarks>
    /// Events are keyed by a global position so that commits of many streams append to the same page; the streams are told apart by an
    /// index beside.
    /// </remarks>
    public static IReadOnlyList<string> Migrations { get; } =
    [
        """
        CREATE TABLE streams (
            id INTEGER PRIMARY KEY,
            name TEXT NOT NULL UNIQUE,
            epoch TEXT NOT NULL,
            trimmed INTEGER NOT NULL,
            trimmed_time INTEGER NOT NULL);
        CREATE TABLE events (
            position INTEGER PRIMARY KEY,
            stream INTEGER NOT NULL,
            sequence INTEGER NOT NULL,
            time INTEGER NOT NULL,
            checksum INTEGER NOT NULL,
            data BLOB NOT NULL);
        CREATE UNIQUE INDEX events_by_stream ON events (stream, sequence);
        CREATE TABLE answers (
            id INTEGER PRIMARY KEY,
            stream INTEGER NOT NULL,
            key TEXT NOT NULL,
            expires_at INTEGER NOT NULL,
            data BLOB NOT NULL);
        CREATE UNIQUE INDEX answers_by_key ON answers (stream, key);
        CREATE INDEX answers_by_expiry ON answers (expires_at);
        CREATE TABLE snapshots (
            id INTEGER PRIMARY KEY,
            stream INTEGER NOT NULL,
            sequence INTEGER NOT NULL,
            time INTEGER NOT NULL,
            checksum INTEGER NOT NULL,
            data BLOB NOT NULL);
        CREATE UNIQUE INDEX snapshots_by_stream ON snapshots (stream, sequence);
        CREATE TABLE probe (id INTEGER PRIMARY KEY, count INTEGER NOT NULL);
        INSERT INTO probe VALUES (1, 0);
        """,
    ];

    /// <summary>Makes a new file; it gets its name only once it is complete, so that no half-made file is ever found under it.</summary>
    public static void Create(string path)
    {
        var unfinished = path + ".new";
        File.Delete(unfinished);
        using (var database = SqliteDatabase.Open(unfinished, SqliteAccess.Create))
        {
            database.Execute($"PRAGMA application_id = {ApplicationId}");
            Migrate(database, 0, Migrations);
        }

        File.Move(unfinished, path);
    }

    /// <summary>Refuses what is not a log file of this version or an older one, and brings older ones up to date.</summary>
    public static void Ensure(SqliteDatabase database, IReadOnlyList<string> migrations)
    {
        var application = database.ReadInteger("PRAGMA application_id");
        if (application != ApplicationId)
            throw SqliteFault.Corrupt(
                database.Path, $"it is an SQLite file but not a log (application id {application}, expected {ApplicationId})");
        var version = database.ReadInteger("PRAGMA user_version");
        if (version > migrations.Count)
            throw new LogUnavailableException(
                LogUnavailableReason.NewerVersion,
                $"{database.Path} was written by a newer version (format {version}; this one knows up to {migrations.Count}): "
                + "upgrade, or use another data folder");
        if (version < migrations.Count) Migrate(database, (int)version, migrations);
    }

    static void Migrate(SqliteDatabase database, int version, IReadOnlyList<string> migrations)
    {
        database.Execute("BEGIN IMMEDIATE");
        foreach (var step in migrations.Skip(version)) database.Execute(step);
        database.Execute($"PRAGMA user_version = {migrations.Count}");
        database.Execute("COMMIT");
    }
}
