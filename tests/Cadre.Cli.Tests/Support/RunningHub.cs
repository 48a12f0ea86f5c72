using System.Text.RegularExpressions;

namespace Cadre.Cli.Tests.Support;

/// <summary>A real hub on a free port, run by <c>cadre up</c> in this process.</summary>
internal sealed partial class RunningHub : IAsyncDisposable
{
    private static readonly string[] AnyPort = ["--urls", "http://127.0.0.1:0"];

    private readonly CancellationTokenSource _stop = new();
    private readonly Cli _cli = new();
    private readonly TemporaryFolder? _ownData;
    private readonly Task<int> _run;

    private RunningHub(TemporaryFolder? ownData, string? data, string[] options)
    {
        _ownData = ownData;
        Data = data ?? ownData?.Path ?? "";
        _run = _cli.StartAsync(["up", .. Data.Length == 0 ? [] : (string[])["--data", Data], .. options.Contains("--urls") ? [] : AnyPort, .. options], _stop.Token);
    }

    public string Data { get; }

    public string Url { get; private set; } = "";

    public string Screen => _cli.Out.Text;

    public string Notes => _cli.Error.Text;

    public static Task<RunningHub> StartAsync(string? data = null, params string[] options) =>
        ShownAsync(new RunningHub(data is null ? new TemporaryFolder() : null, data, options));

    /// <summary>A hub that is given no folder; the options have to keep it from using the user's own.</summary>
    public static Task<RunningHub> InMemoryAsync(params string[] options) => ShownAsync(new RunningHub(null, null, options));

    private static async Task<RunningHub> ShownAsync(RunningHub hub)
    {
        await Patience.Until(() => hub._run.IsCompleted || hub.Screen.Contains("Ctrl-C", StringComparison.Ordinal), "the start screen");
        hub.Url = Address().Match(hub.Screen).Value;
        hub.Url.ShouldNotBeEmpty(hub.Screen + hub.Notes);
        return hub;
    }

    /// <summary>Runs a command against this hub.</summary>
    public Task<CliResult> RunAsync(params string[] arguments) => Cli.RunAsync([.. arguments, "--url", Url]);

    public async Task<int> StopAsync()
    {
        await _stop.CancelAsync();
        return await _run.Within("the hub stops");
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        _stop.Dispose();
        _ownData?.Dispose();
    }

    [GeneratedRegex(@"http://127\.0\.0\.1:[1-9]\d*")]
    private static partial Regex Address();
}
