using System.Text.Json;

namespace Cadre.Bench.Dashboard;

/// <summary>What the meter of the pages tells, read from within the measured process by Cadre.Bench.Meters.</summary>
internal sealed class PageMeters(string file)
{
    public IReadOnlyDictionary<string, string> Environment { get; } = new Dictionary<string, string>
    {
        ["DOTNET_STARTUP_HOOKS"] = Repository.Built("Cadre.Bench.Meters", "Cadre.Bench.Meters.dll"),
        ["BENCH_METER"] = "Cadre.Pages",
        ["BENCH_METER_FILE"] = file,
    };

    public async Task<long> ViewsAsync() => (await ReadAsync()).GetValueOrDefault("cadre.pages.views");

    public async Task<long> RendersAsync() => (await ReadAsync()).GetValueOrDefault("cadre.pages.renders");

    /// <summary>Waits until no page is kept, so that earlier ones cost nothing of what is measured next.</summary>
    public async Task NoViewsAsync()
    {
        for (var i = 0; await ViewsAsync() > 0; i++)
        {
            if (i > 600) throw new TimeoutException($"{await ViewsAsync()} pages are still kept a minute after the last viewer left");
        }
    }

    // The second reading from now began after now.
    private async Task<Dictionary<string, long>> ReadAsync()
    {
        var first = await OnceAsync();
        for (var i = 0; i < 600; i++)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System);
            if (await OnceAsync() is { } now && now["readings"] >= (first?["readings"] ?? 0) + 2) return now;
        }
        throw new TimeoutException($"the hub wrote no new figures into {file} within 30 s");
    }

    private async Task<Dictionary<string, long>?> OnceAsync() =>
        File.Exists(file) ? JsonSerializer.Deserialize<Dictionary<string, long>>(await File.ReadAllTextAsync(file)) : null;
}
