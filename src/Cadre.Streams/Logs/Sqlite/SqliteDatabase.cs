using SQLitePCL;

namespace Cadre.Streams;

/// <summary>One connection to a database file; used by one thread at a time.</summary>
sealed class SqliteDatabase : IDisposable
{
    readonly sqlite3 _handle;
    readonly Dictionary<string, SqliteStatement> _statements = new(StringComparer.Ordinal);

    SqliteDatabase(string path, sqlite3 handle) => (Path, _handle) = (path, handle);

    public string Path { get; }

    public bool IsInTransaction => raw.sqlite3_get_autocommit(_handle) == 0;

    public static SqliteDatabase Open(string path, SqliteAccess access)
    {
        SqliteLibrary.EnsureLoaded();
        var flags = raw.SQLITE_OPEN_NOMUTEX | access switch
        {
            SqliteAccess.Create => raw.SQLITE_OPEN_READWRITE | raw.SQLITE_OPEN_CREATE,
            SqliteAccess.Write => raw.SQLITE_OPEN_READWRITE,
            _ => raw.SQLITE_OPEN_READONLY,
        };
        var code = raw.sqlite3_open_v2(path, out var handle, flags, null);
        var database = new SqliteDatabase(path, handle);
        try
        {
            database.Check(code, "opening");
            raw.sqlite3_extended_result_codes(handle, 1);
            // Nobody else should hold a lock; a person with the sqlite3 tool may, for a moment.
            raw.sqlite3_busy_timeout(handle, 5_000);
        }
        catch
        {
            database.Dispose();
            throw;
        }

        return database;
    }

    /// <summary>The prepared statement of an SQL text: compiled once per connection.</summary>
    public SqliteStatement Prepare(string sql)
    {
        if (_statements.TryGetValue(sql, out var known)) return known.Restart();
        Check(raw.sqlite3_prepare_v2(_handle, sql, out var handle), "preparing a statement");
        return _statements[sql] = new SqliteStatement(this, handle);
    }

    /// <summary>Runs one statement that answers no rows, compiled once.</summary>
    public void Run(string sql) => Prepare(sql).Run();

    /// <summary>Runs any number of statements, compiled each time.</summary>
    public void Execute(string sql) => Check(raw.sqlite3_exec(_handle, sql), "executing a statement");

    public long ReadInteger(string sql)
    {
        using var rows = Prepare(sql).Query();
        return rows.Read() ? rows.Integer(0) : 0;
    }

    public string? ReadText(string sql)
    {
        using var rows = Prepare(sql).Query();
        return rows.Read() ? rows.Text(0) : null;
    }

    public void Check(int code, string action)
    {
        if (code is raw.SQLITE_OK or raw.SQLITE_ROW or raw.SQLITE_DONE) return;
        throw SqliteFault.From(raw.sqlite3_extended_errcode(_handle), raw.sqlite3_errmsg(_handle).utf8_to_string(), action, Path);
    }

    public void Dispose()
    {
        foreach (var statement in _statements.Values) statement.Dispose();
        _statements.Clear();
        _handle.Dispose();
    }
}
