using Cadre.Streams.Tests.Logs.Contract;

namespace Cadre.Streams.Tests.Logs.Sqlite;

public sealed class SqliteFolderTests : IDisposable
{
    readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Open_folder_that_is_missing_makes_it()
    {
        await using var log = await OpenAsync(_folder["new"]);

        await log.ProbeAsync(default);
        File.Exists(Path.Combine(_folder["new"], "cadre.db")).ShouldBeTrue();
        log.Description.ShouldContain(_folder["new"]);
    }

    [Fact]
    public async Task Open_folder_in_use_names_the_folder_and_the_process()
    {
        await using var log = await OpenAsync(_folder.Path);

        var fault = await RefusedAsync(_folder.Path, LogUnavailableReason.Locked);

        fault.Message.ShouldContain(_folder.Path);
        fault.Message.ShouldContain($"process {Environment.ProcessId}");
    }

    [Fact]
    public async Task Open_folder_that_was_in_use_works_once_it_is_released()
    {
        await using (await OpenAsync(_folder.Path)) await RefusedAsync(_folder.Path, LogUnavailableReason.Locked);

        await using var log = await OpenAsync(_folder.Path);
        await log.ProbeAsync(default);
    }

    [Fact]
    public async Task Open_folder_that_is_a_file_says_so()
    {
        await File.WriteAllTextAsync(_folder["file"], "x");

        (await RefusedAsync(_folder["file"], LogUnavailableReason.InvalidFolder)).Message.ShouldContain("is a file");
    }

    [Fact]
    public async Task Open_folder_whose_parent_is_missing_says_which()
    {
        (await RefusedAsync(_folder["a/b"], LogUnavailableReason.InvalidFolder)).Message.ShouldContain($"{_folder["a"]} does not exist");
        Directory.Exists(_folder["a"]).ShouldBeFalse();
    }

    [Fact]
    public async Task Open_folder_that_is_read_only_says_so()
    {
        using var disk = SmallDisk.Mount(megabytes: 2);
        Assert.SkipUnless(disk is not null, "needs root to mount a disk");
        await using (await OpenAsync(disk.Path))
        {
        }

        disk.MakeReadOnly();

        var fault = await RefusedAsync(disk.Path, LogUnavailableReason.ReadOnly);
        fault.Message.ShouldContain(disk.Path);
        fault.IsTransient.ShouldBeFalse();
    }

    [Fact]
    public async Task Probe_after_the_file_was_removed_says_so()
    {
        await using var log = await OpenAsync(_folder.Path);
        File.Delete(_folder["cadre.db"]);

        (await Should.ThrowAsync<LogUnavailableException>(async () => await log.ProbeAsync(default))).Message.ShouldContain("removed");
    }

    static async Task<SqliteLog> OpenAsync(string path) => await SqliteLog.OpenAsync(new() { DataDirectory = path }, TimeProvider.System);

    static async Task<LogUnavailableException> RefusedAsync(string path, LogUnavailableReason reason)
    {
        var fault = await Should.ThrowAsync<LogUnavailableException>(async () => await (await OpenAsync(path)).DisposeAsync());
        fault.Reason.ShouldBe(reason, fault.Message);
        return fault;
    }
}
