namespace Cadre.Streams;

/// <summary>The snapshots of all streams.</summary>
sealed class SnapshotTable(SqliteDatabase database)
{
    public void Put(long stream, LogSnapshot snapshot) =>
        database.Prepare(
            """
            INSERT INTO snapshots (stream, sequence, time, checksum, data) VALUES (?, ?, ?, ?, ?)
            ON CONFLICT (stream, sequence) DO UPDATE SET time = excluded.time, checksum = excluded.checksum, data = excluded.data
            """)
            .Bind(stream).Bind(snapshot.Sequence).Bind(snapshot.Time)
            .Bind(Checksum.Of(snapshot.Sequence, snapshot.Time, snapshot.Data.Span)).Bind(snapshot.Data.Span).Run();

    public LogSnapshot? Read(SqliteStream stream, long atOrBefore)
    {
        var statement = database.Prepare(
            "SELECT sequence, time, checksum, data FROM snapshots WHERE stream = ? AND sequence <= ? ORDER BY sequence DESC LIMIT 1");
        using var rows = statement.Bind(stream.Id).Bind(atOrBefore).Query();
        if (!rows.Read()) return null;
        var snapshot = new LogSnapshot(rows.Integer(0), rows.Integer(1), rows.Bytes(3));
        if (Checksum.Of(snapshot.Sequence, snapshot.Time, snapshot.Data.Span) != rows.Integer(2))
            throw SqliteFault.Corrupt(database.Path, $"the snapshot {snapshot.Sequence} of '{stream.Name}' does not match its checksum");
        return snapshot;
    }

    /// <summary>The sequences of a stream's snapshots, ascending.</summary>
    public List<long> Sequences(long stream)
    {
        List<long> sequences = [];
        using var rows = database.Prepare("SELECT sequence FROM snapshots WHERE stream = ? ORDER BY sequence").Bind(stream).Query();
        while (rows.Read()) sequences.Add(rows.Integer(0));
        return sequences;
    }

    public void Delete(long stream, long sequence) =>
        database.Prepare("DELETE FROM snapshots WHERE stream = ? AND sequence = ?").Bind(stream).Bind(sequence).Run();
}
