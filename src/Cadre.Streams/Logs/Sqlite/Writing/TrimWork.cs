namespace Cadre.Streams;

/// <summary>
/// Moves the beginning of a stream up; the rows before it are deleted afterwards, some at a time, so that commits are not held up.
/// </summary>
sealed class TrimWork(SqliteStream stream, long upTo) : WriterWork<LogHead>
{
    const int ExpiredAnswers = 2_000;

    long _covered;

    public override SqliteStream Stream => stream;

    protected override LogHead Result => stream.Committed.Head;

    public override void Decide(SqliteTables tables, long now) =>
        _covered = tables.Snapshots.Sequences(stream.Id).LastOrDefault(sequence => sequence <= upTo);

    public override void Write(SqliteTables tables, long now)
    {
        tables.Answers.DeleteExpired(now, ExpiredAnswers);
        if (_covered < stream.Tentative.Head.Oldest) return;
        var time = tables.Events.TimeOf(stream, _covered)
            ?? throw SqliteFault.Corrupt(tables.Database.Path, $"'{stream.Name}' has no event {_covered} although it has a snapshot of it");
        tables.Streams.SetTrimmed(stream.Id, _covered, time);
        foreach (var sequence in tables.Snapshots.Sequences(stream.Id).Where(sequence => sequence < _covered))
            tables.Snapshots.Delete(stream.Id, sequence);
        stream.Trim(_covered, time);
    }
}
