using Cadre.Streams.Tests.Logs.Contract;
using static Cadre.Streams.Tests.Logs.Contract.LogCalls;

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

    [Fact]
    public async Task Answers_that_expired_are_deleted_while_others_are_written()
    {
        var (soon, never) = (Answer("soon", Now + 1_000), Answer("never"));
        await Log.TransactAsync("s", 0, [], _ => new LogAppend { Time = 1, Answers = [("soon", soon), ("never", never)] }, default).Within("recording");
        Time.Advance(TimeSpan.FromSeconds(61));
        CountAnswers().ShouldBe(2);

        await Log.AppendAsync("s", 0, 1, "anything");

        CountAnswers().ShouldBe(1);
    }

    [Fact]
    public async Task Answers_that_expired_are_deleted_by_a_trim()
    {
        await Log.TransactAsync("s", 0, [], _ => new LogAppend { Time = 1, Answers = [("soon", Answer("soon", Now + 1_000))] }, default).Within("recording");
        Time.Advance(TimeSpan.FromSeconds(2));

        await Log.TrimAsync("s", 0, default).Within("trim");

        CountAnswers().ShouldBe(0);
    }

    long CountAnswers()
    {
        using var database = SqliteConnections.OpenReader(_folder["cadre.db"]);
        return database.ReadInteger("SELECT count(*) FROM answers");
    }
}
