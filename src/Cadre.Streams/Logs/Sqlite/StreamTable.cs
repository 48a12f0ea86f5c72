namespace Cadre.Streams;

/// <summary>Which streams exist, and up to where each was trimmed.</summary>
sealed class StreamTable(SqliteDatabase database)
{
    const string Columns =
        """
        SELECT s.id, s.name, s.epoch, s.trimmed, s.trimmed_time, ifnull(e.sequence, s.trimmed), ifnull(e.time, s.trimmed_time)
        FROM streams s
        LEFT JOIN events e ON e.stream = s.id AND e.sequence = (SELECT max(sequence) FROM events WHERE stream = s.id AND sequence > s.trimmed)
        """;

    public IReadOnlyList<SqliteStream> ReadAll()
    {
        List<SqliteStream> streams = [];
        using var rows = database.Prepare(Columns).Query();
        while (rows.Read()) streams.Add(Stream(rows));
        return streams;
    }

    public SqliteStream Read(string name)
    {
        using var rows = database.Prepare(Columns + " WHERE s.name = ?").Bind(name).Query();
        return rows.Read() ? Stream(rows) : throw SqliteFault.Corrupt(database.Path, $"the stream '{name}' is gone");
    }

    public void InsertIfAbsent(string name, string epoch) =>
        database.Prepare("INSERT INTO streams (name, epoch, trimmed, trimmed_time) VALUES (?, ?, 0, 0) ON CONFLICT (name) DO NOTHING")
            .Bind(name).Bind(epoch).Run();

    public void SetTrimmed(long stream, long sequence, long time) =>
        database.Prepare("UPDATE streams SET trimmed = ?, trimmed_time = ? WHERE id = ?").Bind(sequence).Bind(time).Bind(stream).Run();

    public void Probe() => database.Prepare("UPDATE probe SET count = count + 1").Run();

    static SqliteStream Stream(SqliteStatement.Rows rows) =>
        new(rows.Integer(0), rows.Text(1), new(new(rows.Text(2), rows.Integer(3) + 1, rows.Integer(5), rows.Integer(6)), rows.Integer(4)));
}
