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

    private RunningHub(string? data, string[] options)
    {
        _ownData = data is null ? new TemporaryFolder() : null;
        Data = data ?? _ownData!.Path;
        _run = _cli.StartAsync(["up", "--data", Data, .. options.Contains("--urls") ? [] : AnyPort, .. options], _stop.Token);
    }

    public string Data { get; }

    public string Url { get; private set; } = "";

    public string Screen => _cli.Out.Text;

    public string Notes => _cli.Error.Text;

    public static async Task<RunningHub> StartAsync(string? data = null, params string[] options)
    {
        var hub = new RunningHub(data, options);
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
