namespace Cadre.Streams;

/// <summary>Deletes some of the rows that a trim left behind; answers whether there may be more.</summary>
sealed class DeleteTrimmedWork(SqliteStream stream) : WriterWork<bool>
{
    const int Rows = 2_000;

    bool _more;

    protected override bool Result => _more;

    public override void Write(SqliteTables tables, long now) =>
        _more = tables.Events.DeleteSome(stream.Id, stream.Tentative.Head.Oldest - 1, Rows) == Rows;
}
