namespace Cadre.Streams;

sealed class SnapshotWork(SqliteStream stream, LogSnapshot snapshot) : WriterWork<LogHead>
{
    public override SqliteStream Stream => stream;

    protected override LogHead Result => stream.Committed.Head;

    public override void Decide(SqliteTables tables, long now) => LogLimits.CheckSnapshot(snapshot, stream.Tentative.Head);

    public override void Write(SqliteTables tables, long now)
    {
        tables.Snapshots.Put(stream.Id, snapshot);
        foreach (var sequence in SnapshotThinning.Superfluous(tables.Snapshots.Sequences(stream.Id), snapshot.Sequence))
            tables.Snapshots.Delete(stream.Id, sequence);
    }
}
