namespace Cadre.Streams;

sealed class ProbeWork : WriterWork<bool>
{
    protected override bool Result => true;

    public override void Decide(SqliteTables tables, long now)
    {
        // SQLite would go on writing to a file that was deleted under it, and nobody would ever see that again.
        if (!File.Exists(tables.Database.Path))
            throw new LogUnavailableException(
                LogUnavailableReason.DeviceError, $"{tables.Database.Path} was removed while in use: restart, after restoring it");
    }

    public override void Write(SqliteTables tables, long now) => tables.Streams.Probe();
}
