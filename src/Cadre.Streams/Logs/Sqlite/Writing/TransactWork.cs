namespace Cadre.Streams;

sealed class TransactWork(SqliteStream stream, long knownSequence, IReadOnlyCollection<string> keys, Func<LogTransaction, LogAppend> decide)
    : WriterWork<LogCommit>
{
    LogAppend _append = LogAppend.Nothing;
    LogCommit _commit;

    public override SqliteStream Stream => stream;

    protected override LogCommit Result => _commit;

    public override void Decide(SqliteTables tables, long now)
    {
        var head = stream.Tentative.Head;
        LogLimits.CheckKnown(knownSequence, head, stream.Name);
        var missed = ReadMissed(tables.Events, head);
        var append = decide(new(head.Sequence, head.Time, missed, tables.Answers.Read(stream.Id, keys, now)));
        LogLimits.CheckAppend(append);
        _append = append;
    }

    public override void Write(SqliteTables tables, long now)
    {
        var head = stream.Tentative.Head;
        var sequence = head.Sequence;
        var time = _append.Events.Count == 0 ? head.Time : Math.Max(_append.Time, head.Time);
        foreach (var data in _append.Events) tables.Events.Insert(stream.Id, ++sequence, time, data.Span);
        foreach (var (key, answer) in _append.Answers) tables.Answers.Put(stream.Id, key, answer);
        stream.Append(_append.Events.Count, time);
        _commit = new(sequence, time);
    }

    List<LogEvent> ReadMissed(EventTable events, LogHead head)
    {
        if (knownSequence == head.Sequence) return [];
        var missed = events.Read(stream, knownSequence, int.MaxValue, long.MaxValue);
        return missed.Count == head.Sequence - knownSequence ? missed : throw events.Gap(stream, knownSequence, head);
    }
}
