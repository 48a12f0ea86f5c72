using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;

namespace Cadre.Bench.Servers;

/// <summary>A server in a process of its own on the first core; killed when disposed.</summary>
internal sealed partial class ServerProcess : IAsyncDisposable
{
    private readonly Process _process;
    private readonly Queue<string> _lines = new();
    private readonly TaskCompletionSource<Uri> _address = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private ServerProcess(string file, IEnumerable<string> arguments, IReadOnlyDictionary<string, string>? environment)
    {
        var start = new ProcessStartInfo { RedirectStandardOutput = true, RedirectStandardError = true };
        (start.FileName, var all) = Pinning.OnServerCore(file, arguments);
        foreach (var argument in all) start.ArgumentList.Add(argument);
        foreach (var (name, value) in environment ?? new Dictionary<string, string>()) start.Environment[name] = value;
        _process = new Process { StartInfo = start, EnableRaisingEvents = true };
        _process.OutputDataReceived += (_, line) => OnLine(line.Data);
        _process.ErrorDataReceived += (_, line) => OnLine(line.Data);
        _process.Exited += (_, _) => _address.TrySetException(new IOException($"{file} ended before it listened:\n{Output}"));
        _process.Start();
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    /// <summary>Resident memory in bytes.</summary>
    public long ResidentBytes
    {
        get
        {
            _process.Refresh();
            return _process.WorkingSet64;
        }
    }

    /// <summary>Processor time used so far.</summary>
    public TimeSpan ProcessorTime
    {
        get
        {
            _process.Refresh();
            return _process.TotalProcessorTime;
        }
    }

    private string Output
    {
        get
        {
            lock (_lines) return string.Join('\n', _lines);
        }
    }

    /// <summary>Starts a server that prints its address.</summary>
    public static async Task<(ServerProcess Process, Uri Address)> StartAsync(
        string file, IEnumerable<string> arguments, IReadOnlyDictionary<string, string>? environment = null)
    {
        var server = new ServerProcess(file, arguments, environment);
        try
        {
            return (server, await server._address.Task.WaitAsync(TimeSpan.FromSeconds(60), TimeProvider.System));
        }
        catch (TimeoutException)
        {
            await server.DisposeAsync();
            throw new TimeoutException($"{file} printed no address within 60 s:\n{server.Output}");
        }
    }

    /// <summary>Starts a server that prints nothing and is told where to listen.</summary>
    public static ServerProcess StartSilent(string file, IEnumerable<string> arguments) => new(file, arguments, null);

    public async ValueTask DisposeAsync()
    {
        _process.EnableRaisingEvents = false;
        if (!_process.HasExited) _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    private void OnLine(string? line)
    {
        if (line is null) return;
        lock (_lines)
        {
            _lines.Enqueue(line);
            if (_lines.Count > 40) _lines.Dequeue();
        }

        if (Listening().Match(line) is { Success: true } match)
            _address.TrySetResult(new Uri($"http://127.0.0.1:{int.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture)}"));
    }

    [GeneratedRegex(@"http://127\.0\.0\.1:([1-9]\d*)")]
    private static partial Regex Listening();
}
