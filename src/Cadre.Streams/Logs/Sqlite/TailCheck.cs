namespace Cadre.Streams;

/// <summary>Looks, when a log is opened, whether the end of each stream is whole; cheap however long the streams are.</summary>
static class TailCheck
{
    const int Events = 64;

    public static void Run(SqliteTables tables, SqliteStream stream)
    {
        var (_, oldest, head, _) = stream.Committed.Head;
        var after = Math.Max(oldest - 1, head - Events);
        var tail = tables.Events.Read(stream, after, Events, long.MaxValue);
        if (tail.Count != head - after)
            throw SqliteFault.Corrupt(
                tables.Database.Path, $"'{stream.Name}' ends at {head} but has only {tail.Count} of its last {head - after} events");
        for (var i = 1; i < tail.Count; i++)
            if (tail[i].Time < tail[i - 1].Time)
                throw SqliteFault.Corrupt(
                    tables.Database.Path, $"event {tail[i].Sequence} of '{stream.Name}' is older than the one before it");
        if (tables.Snapshots.Sequences(stream.Id) is [.., var newest] && newest > head)
            throw SqliteFault.Corrupt(tables.Database.Path, $"'{stream.Name}' ends at {head} but has a snapshot of {newest}");
    }
}
