using Cadre.Streams.Tests.Logs.Contract;

namespace Cadre.Streams.Tests.Logs.Sqlite;

public sealed class SqliteLogTests : DurabilityContract
{
    readonly TempFolder _folder = new();

    protected override async Task<IEventLog> OpenAsync() => await SqliteLog.OpenAsync(new() { DataDirectory = _folder.Path }, Time);

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        _folder.Dispose();
    }
}
