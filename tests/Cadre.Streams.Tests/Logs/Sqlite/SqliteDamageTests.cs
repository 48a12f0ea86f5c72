using System.Text;
using Cadre.Streams.Tests.Logs.Contract;
using static Cadre.Streams.Tests.Logs.Contract.LogCalls;

namespace Cadre.Streams.Tests.Logs.Sqlite;

public sealed class SqliteDamageTests : IDisposable
{
    readonly TempFolder _folder = new();

    string Database => _folder["cadre.db"];

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Open_garbage_is_refused_and_left_as_it_is()
    {
        var garbage = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("this is no database. ", 500)));
        await File.WriteAllBytesAsync(Database, garbage);

        var fault = await RefusedAsync(LogUnavailableReason.Corrupt);

        fault.Message.ShouldContain(Database);
        fault.Message.ShouldContain("backup");
        (await File.ReadAllBytesAsync(Database)).ShouldBe(garbage);
    }

    [Fact]
    public async Task Open_empty_file_is_refused()
    {
        await File.WriteAllBytesAsync(Database, []);

        (await RefusedAsync(LogUnavailableReason.Corrupt)).Message.ShouldContain("empty");
    }

    [Fact]
    public async Task Open_without_the_file_but_with_its_write_ahead_log_is_refused()
    {
        await File.WriteAllBytesAsync(Database + "-wal", [1, 2, 3]);

        (await RefusedAsync(LogUnavailableReason.Corrupt)).Message.ShouldContain("missing");
        File.Exists(Database).ShouldBeFalse();
    }

    [Fact]
    public async Task Open_database_of_another_program_is_refused()
    {
        using (var other = SqliteDatabase.Open(Database, SqliteAccess.Create)) other.Execute("CREATE TABLE mine (x)");

        (await RefusedAsync(LogUnavailableReason.Corrupt)).Message.ShouldContain("not a log");
    }

    [Fact]
    public async Task Open_file_of_a_newer_version_is_refused()
    {
        await FillAsync(1);
        using (var database = SqliteDatabase.Open(Database, SqliteAccess.Write)) database.Execute("PRAGMA user_version = 99");

        (await RefusedAsync(LogUnavailableReason.NewerVersion)).Message.ShouldContain("format 99");
    }

    [Fact]
    public async Task Open_truncated_file_is_refused()
    {
        await FillAsync(5_000);
        using (var file = File.OpenWrite(Database)) file.SetLength(file.Length / 2);

        await RefusedAsync(LogUnavailableReason.Corrupt);
    }

    [Theory]
    [InlineData("the first page", 0)]
    [InlineData("everything", 1)]
    public async Task Open_overwritten_file_is_refused(string what, int which)
    {
        await FillAsync(5_000);
        using (var file = File.OpenWrite(Database))
        {
            var noise = new byte[which == 0 ? 4096 : file.Length];
            new Random(1).NextBytes(noise);
            file.Write(noise);
        }

        (await RefusedAsync(LogUnavailableReason.Corrupt)).ShouldNotBeNull(what);
    }

    [Fact]
    public async Task Open_with_the_last_event_altered_is_refused_and_says_which()
    {
        await FillAsync(5_000);
        Alter("event 5000 ");

        (await RefusedAsync(LogUnavailableReason.Corrupt)).Message.ShouldContain("event 5000 of 's'");
    }

    [Fact]
    public async Task Read_of_an_altered_event_in_the_middle_is_refused_and_says_which()
    {
        await FillAsync(5_000);
        Alter("event 2500 ");
        await using var log = await OpenAsync();

        var fault = await Should.ThrowAsync<LogUnavailableException>(async () => await log.ReadAllAsync("s"));

        fault.Reason.ShouldBe(LogUnavailableReason.Corrupt);
        fault.Message.ShouldContain("event 2500 of 's'");
        (await log.ReadAllAsync("s", 2_500)).Count.ShouldBe(2_500);
        (await log.AppendAsync("s", 5_000, 1, "next")).Sequence.ShouldBe(5_001);
    }

    [Fact]
    public async Task Read_of_an_altered_snapshot_is_refused()
    {
        await FillAsync(10);
        await using (var log = await OpenAsync()) await log.WriteSnapshotAsync("s", new(10, 10_000, Bytes("the whole state")), default);
        Alter("the whole state");
        await using var again = await OpenAsync();

        (await Should.ThrowAsync<LogUnavailableException>(async () => await again.ReadSnapshotAsync("s", 10, default))).Reason.ShouldBe(LogUnavailableReason.Corrupt);
    }

    [Theory]
    [InlineData("DELETE FROM events WHERE sequence = 4990", "lacks events after 4989")]
    [InlineData("UPDATE events SET time = 0, checksum = {0} WHERE sequence = 5000", "older than the one before it")]
    [InlineData("INSERT INTO snapshots (stream, sequence, time, checksum, data) VALUES (1, 6000, 1, 0, x'00')", "snapshot of 6000")]
    public async Task Open_with_a_tail_that_contradicts_itself_is_refused(string change, string expected)
    {
        await FillAsync(5_000);
        var checksum = Checksum.Of(5_000, 0, Encoding.UTF8.GetBytes("event 5000 "));
        using (var database = SqliteDatabase.Open(Database, SqliteAccess.Write)) database.Execute(string.Format(null, change, checksum));

        (await RefusedAsync(LogUnavailableReason.Corrupt)).Message.ShouldContain(expected);
    }

    [Fact]
    public async Task Open_after_a_crash_with_a_torn_write_ahead_log_keeps_everything_acknowledged()
    {
        await FillAsync(100);
        await using (var log = await OpenAsync())
        {
            for (var i = 100; i < 150; i++) await log.AppendAsync("s", i, 1, $"event {i + 1} ");
            // What a crash leaves: the files as they are now, and half a frame that was never acknowledged.
            File.Copy(Database, _folder["crashed.db"]);
            File.Copy(Database + "-wal", _folder["crashed.db-wal"]);
        }

        File.Move(_folder["crashed.db"], Database, overwrite: true);
        File.Move(_folder["crashed.db-wal"], Database + "-wal", overwrite: true);
        using (var wal = new FileStream(Database + "-wal", FileMode.Append))
        {
            var torn = new byte[3_000];
            new Random(1).NextBytes(torn);
            wal.Write(torn);
        }

        await using var recovered = await OpenAsync();
        (await recovered.ReadAllAsync("s")).Texts().ShouldBe(Enumerable.Range(1, 150).Select(n => $"event {n} "));
        (await recovered.AppendAsync("s", 150, 1, "next")).Sequence.ShouldBe(151);
    }

    [Fact]
    public async Task Open_after_a_crash_while_the_file_was_being_made_makes_it()
    {
        await File.WriteAllBytesAsync(Database + ".new", [1, 2, 3]);

        await using var log = await OpenAsync();

        (await log.OpenStreamAsync("s", default)).Sequence.ShouldBe(0);
    }

    [Fact]
    public async Task Open_after_a_crash_in_the_middle_of_a_trim_finishes_it_with_the_next()
    {
        await FillAsync(5_000);
        await using (var log = await OpenAsync()) await log.WriteSnapshotAsync("s", new(4_000, 1, Bytes("state")), default);
        using (var database = SqliteDatabase.Open(Database, SqliteAccess.Write)) database.Execute("UPDATE streams SET trimmed = 4000, trimmed_time = 1");

        await using (var log = await OpenAsync())
        {
            (await log.OpenStreamAsync("s", default)).Oldest.ShouldBe(4_001);
            (await log.ReadAllAsync("s", 4_000)).Count.ShouldBe(1_000);
            await log.TrimAsync("s", 4_000, default);
        }

        using (var database = SqliteDatabase.Open(Database, SqliteAccess.Write)) database.ReadInteger("SELECT count(*) FROM events").ShouldBe(1_000);
    }

    [Fact]
    public void Schema_of_an_older_version_is_brought_up_to_date_in_one_go()
    {
        SqliteSchema.Create(Database);
        using var database = SqliteDatabase.Open(Database, SqliteAccess.Write);

        SqliteSchema.Ensure(database, [.. SqliteSchema.Migrations, "CREATE TABLE added (x)", "INSERT INTO added VALUES (7)"]);

        database.ReadInteger("SELECT x FROM added").ShouldBe(7);
        database.ReadInteger("PRAGMA user_version").ShouldBe(SqliteSchema.Migrations.Count + 2);
    }

    [Fact]
    public void Schema_migration_that_fails_leaves_the_older_version()
    {
        SqliteSchema.Create(Database);
        using (var database = SqliteDatabase.Open(Database, SqliteAccess.Write))
            Should.Throw<LogUnavailableException>(() => SqliteSchema.Ensure(database, [.. SqliteSchema.Migrations, "CREATE TABLE added (x)", "no sql"]));

        using var again = SqliteDatabase.Open(Database, SqliteAccess.Write);
        again.ReadInteger("PRAGMA user_version").ShouldBe(SqliteSchema.Migrations.Count);
        again.ReadInteger("SELECT count(*) FROM sqlite_master WHERE name = 'added'").ShouldBe(0);
    }

    async Task FillAsync(int events)
    {
        await using var log = await OpenAsync();
        await log.OpenStreamAsync("s", default);
        for (var known = 0; known < events;)
        {
            var part = Enumerable.Range(known + 1, Math.Min(1_000, events - known)).Select(n => $"event {n} ").ToArray();
            known = (int)(await log.AppendAsync("s", known, 1_000 + known, part)).Sequence;
        }
    }

    async Task<SqliteLog> OpenAsync() => await SqliteLog.OpenAsync(new() { DataDirectory = _folder.Path }, TimeProvider.System);

    async Task<LogUnavailableException> RefusedAsync(LogUnavailableReason reason)
    {
        var fault = await Should.ThrowAsync<LogUnavailableException>(async () => await (await OpenAsync()).DisposeAsync());
        fault.Reason.ShouldBe(reason, fault.Message);
        return fault;
    }

    /// <summary>Flips a bit in the middle of a text in the file, behind SQLite's back.</summary>
    void Alter(string text)
    {
        var bytes = File.ReadAllBytes(Database);
        var place = bytes.AsSpan().IndexOf(Encoding.UTF8.GetBytes(text));
        place.ShouldBeGreaterThan(0);
        bytes[place + text.Length / 2] ^= 1;
        File.WriteAllBytes(Database, bytes);
    }
}
