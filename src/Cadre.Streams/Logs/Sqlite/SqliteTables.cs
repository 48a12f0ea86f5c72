namespace Cadre.Streams;

/// <summary>The tables as one connection sees them.</summary>
sealed class SqliteTables(SqliteDatabase database) : IDisposable
{
    public SqliteDatabase Database => database;

    public StreamTable Streams { get; } = new(database);

    public EventTable Events { get; } = new(database);

    public AnswerTable Answers { get; } = new(database);

    public SnapshotTable Snapshots { get; } = new(database);

    public void Dispose() => database.Dispose();
}
