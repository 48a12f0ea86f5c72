namespace Cadre.Streams;

/// <summary>The events of all streams.</summary>
sealed class EventTable(SqliteDatabase database)
{
    // Kept apart from the others: it runs once per event, where even looking it up is felt.
    SqliteStatement Insertion => field ??= database.Prepare(
        "INSERT INTO events (stream, sequence, time, checksum, data) VALUES (?, ?, ?, ?, ?)");

    public void Insert(long stream, long sequence, long time, ReadOnlySpan<byte> data) =>
        Insertion.Restart()
            .Bind(stream).Bind(sequence).Bind(time).Bind(Checksum.Of(sequence, time, data)).Bind(data).Run();

    /// <summary>The events after a sequence, until there are <paramref name="limit"/> or they have <paramref name="maxBytes"/>.</summary>
    /// <returns>Nothing when the next one is not there; otherwise contiguous and undamaged events.</returns>
    public List<LogEvent> Read(SqliteStream stream, long after, int limit, long maxBytes)
    {
        List<LogEvent> events = [];
        var bytes = 0L;
        var statement = database.Prepare(
            "SELECT sequence, time, checksum, data FROM events WHERE stream = ? AND sequence > ? ORDER BY sequence LIMIT ?");
        using var rows = statement.Bind(stream.Id).Bind(after).Bind(limit).Query();
        while (bytes < maxBytes && rows.Read())
        {
            var item = new LogEvent(rows.Integer(0), rows.Integer(1), rows.Bytes(3));
            if (item.Sequence != after + events.Count + 1)
            {
                if (events.Count == 0) break;
                throw Gap(stream, after + events.Count, stream.Committed.Head);
            }

            if (Checksum.Of(item.Sequence, item.Time, item.Data.Span) != rows.Integer(2))
                throw SqliteFault.Corrupt(database.Path, $"event {item.Sequence} of '{stream.Name}' does not match its checksum");
            events.Add(item);
            bytes += item.Data.Length;
        }

        return events;
    }

    /// <summary>The fault to throw when events that must be there are not.</summary>
    public LogUnavailableException Gap(SqliteStream stream, long after, LogHead head) =>
        SqliteFault.Corrupt(database.Path, $"'{stream.Name}' goes up to {head.Sequence} but lacks events after {after}");

    public long? TimeOf(SqliteStream stream, long sequence)
    {
        using var rows = database.Prepare("SELECT time FROM events WHERE stream = ? AND sequence = ?")
            .Bind(stream.Id).Bind(sequence).Query();
        return rows.Read() ? rows.Integer(0) : null;
    }

    /// <summary>Deletes some of the events up to a sequence, oldest first.</summary>
    /// <returns>How many were deleted; fewer than <paramref name="limit"/> when none is left.</returns>
    public long DeleteSome(long stream, long upTo, int limit)
    {
        database.Prepare(
            """
            DELETE FROM events
            WHERE position IN (SELECT position FROM events WHERE stream = ? AND sequence <= ? ORDER BY sequence LIMIT ?)
            """)
            .Bind(stream).Bind(upTo).Bind(limit).Run();
        return database.ReadInteger("SELECT changes()");
    }
}
