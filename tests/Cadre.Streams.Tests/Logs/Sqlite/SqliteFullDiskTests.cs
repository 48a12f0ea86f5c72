using Cadre.Streams.Tests.Logs.Contract;
using static Cadre.Streams.Tests.Logs.Contract.LogCalls;

namespace Cadre.Streams.Tests.Logs.Sqlite;

public sealed class SqliteFullDiskTests
{
    static readonly LogAppend Large = new() { Time = 1, Events = [.. Enumerable.Range(0, 20).Select(_ => (ReadOnlyMemory<byte>)new byte[5_000])] };

    [Fact]
    public async Task Commit_on_a_full_disk_appends_nothing_and_works_again_once_there_is_space()
    {
        using var disk = SmallDisk.Mount(megabytes: 8);
        Assert.SkipUnless(disk is not null, "needs root to mount a disk");
        await using var log = await SqliteLog.OpenAsync(new() { DataDirectory = disk.Path }, TimeProvider.System);
        await log.OpenStreamAsync("s", default);
        await log.AppendAsync("s", 0, 1, "before");

        LogUnavailableException fault;
        long acknowledged;
        using (disk.Fill())
        {
            (fault, acknowledged) = await FillAsync(log);
            (await Should.ThrowAsync<LogUnavailableException>(async () => await log.ProbeAsync(default))).Reason.ShouldBe(LogUnavailableReason.DiskFull);
            (await log.ReadAllAsync("s")).Count.ShouldBe((int)acknowledged);
        }

        fault.Reason.ShouldBe(LogUnavailableReason.DiskFull, fault.Message);
        fault.IsTransient.ShouldBeTrue();
        fault.Message.ShouldContain(disk.Path);
        await log.ProbeAsync(default);
        (await log.AppendAsync("s", acknowledged, 1, "after")).Sequence.ShouldBe(acknowledged + 1);
        (await log.ReadAllAsync("s")).Count.ShouldBe((int)acknowledged + 1);
    }

    [Fact]
    public async Task Commit_beyond_the_largest_file_appends_nothing_and_what_is_there_stays()
    {
        using var folder = new TempFolder();
        long acknowledged;
        await using (var log = await SqliteLog.OpenAsync(new() { DataDirectory = folder.Path, MaxPages = 500 }, TimeProvider.System))
        {
            await log.OpenStreamAsync("s", default);
            (var fault, acknowledged) = await FillAsync(log);
            fault.Reason.ShouldBe(LogUnavailableReason.DiskFull, fault.Message);
            acknowledged.ShouldBeGreaterThan(20);
        }

        await using var roomy = await SqliteLog.OpenAsync(new() { DataDirectory = folder.Path }, TimeProvider.System);
        (await roomy.OpenStreamAsync("s", default)).Sequence.ShouldBe(acknowledged);
        (await roomy.AppendAsync("s", acknowledged, 1, "after")).Sequence.ShouldBe(acknowledged + 1);
    }

    [Fact]
    public async Task Commit_that_fails_fails_every_call_in_it_and_none_is_half_there()
    {
        using var folder = new TempFolder();
        await using var log = await SqliteLog.OpenAsync(new() { DataDirectory = folder.Path, MaxPages = 400 }, TimeProvider.System);
        for (var i = 0; i < 8; i++) await log.OpenStreamAsync($"s{i}", default);
        var acknowledged = new long[8];

        await Task.WhenAll(Enumerable.Range(0, 8).Select(i => Task.Run(async () =>
        {
            for (var failures = 0; failures < 5;)
            {
                try
                {
                    acknowledged[i] = (await log.TransactAsync($"s{i}", acknowledged[i], [], _ => Large, default)).Sequence;
                }
                catch (LogUnavailableException)
                {
                    failures++;
                }
            }
        }))).Within("the writers");

        for (var i = 0; i < 8; i++)
        {
            (await log.OpenStreamAsync($"s{i}", default)).Sequence.ShouldBe(acknowledged[i]);
            (await log.ReadAllAsync($"s{i}")).Select(item => item.Sequence).ShouldBe(Enumerable.Range(1, (int)acknowledged[i]).Select(n => (long)n));
        }
    }

    static async Task<(LogUnavailableException Fault, long Acknowledged)> FillAsync(SqliteLog log)
    {
        var acknowledged = (await log.OpenStreamAsync("s", default)).Sequence;
        try
        {
            for (var i = 0; i < 10_000; i++)
                acknowledged = (await log.TransactAsync("s", acknowledged, [], _ => Large, default).Within("commit")).Sequence;
        }
        catch (LogUnavailableException fault)
        {
            return (fault, acknowledged);
        }

        throw new InvalidOperationException("the disk never filled up");
    }
}
