using System.Collections.Concurrent;

namespace Cadre.Streams;

sealed class OpenStreamWork(ConcurrentDictionary<string, SqliteStream> streams, string name) : WriterWork<SqliteStream>
{
    SqliteStream? _stream;

    protected override SqliteStream Result => streams.GetOrAdd(name, _stream!);

    public override void Write(SqliteTables tables, long now)
    {
        tables.Streams.InsertIfAbsent(name, CursorEpoch.Create());
        _stream = tables.Streams.Read(name);
    }
}
