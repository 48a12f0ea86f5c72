using SQLitePCL;

namespace Cadre.Streams;

/// <summary>A prepared statement of one connection.</summary>
sealed class SqliteStatement(SqliteDatabase database, sqlite3_stmt handle) : IDisposable
{
    int _bound;

    /// <summary>Binds from the first parameter again, also after a failure half-way.</summary>
    public SqliteStatement Restart()
    {
        _bound = 0;
        return this;
    }

    public SqliteStatement Bind(long value)
    {
        database.Check(raw.sqlite3_bind_int64(handle, ++_bound, value), "binding a number");
        return this;
    }

    public SqliteStatement Bind(string value)
    {
        database.Check(raw.sqlite3_bind_text(handle, ++_bound, value), "binding a text");
        return this;
    }

    public SqliteStatement Bind(ReadOnlySpan<byte> value)
    {
        // An empty span would be bound as NULL.
        var code = value.IsEmpty ? raw.sqlite3_bind_zeroblob(handle, ++_bound, 0) : raw.sqlite3_bind_blob(handle, ++_bound, value);
        database.Check(code, "binding bytes");
        return this;
    }

    /// <summary>Runs a statement that answers no rows.</summary>
    public void Run()
    {
        using var rows = Query();
        rows.Read();
    }

    /// <summary>Starts reading. The read transaction lasts until the rows are disposed of.</summary>
    public Rows Query() => new(database, handle);

    public void Dispose() => handle.Dispose();

    internal readonly struct Rows(SqliteDatabase database, sqlite3_stmt handle) : IDisposable
    {
        public bool Read()
        {
            var code = raw.sqlite3_step(handle);
            database.Check(code, "reading or writing");
            return code == raw.SQLITE_ROW;
        }

        public long Integer(int column) => raw.sqlite3_column_int64(handle, column);

        public string Text(int column) => raw.sqlite3_column_text(handle, column).utf8_to_string();

        public byte[] Bytes(int column) => raw.sqlite3_column_blob(handle, column).ToArray();

        public void Dispose() => raw.sqlite3_reset(handle);
    }
}
