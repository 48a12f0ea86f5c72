using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;

namespace Cadre.Streams.Torture;

/// <summary>Starts, kills and checks, round after round on the same data.</summary>
public sealed class TortureRounds(string folder, int writers, int seed, Action<string> report)
{
    static readonly TimeSpan StartTimeout = TimeSpan.FromSeconds(60);

    readonly Random _random = new(seed);
    readonly Dictionary<string, long> _acknowledged = new(StringComparer.Ordinal);

    /// <returns>How many events were acknowledged in all rounds.</returns>
    /// <exception cref="TortureException">An acknowledged event is missing or moved, an event is there twice, a sequence is missing, or an
    /// answer is wrong.</exception>
    public async Task<int> RunAsync(int rounds)
    {
        for (var round = 1; round <= rounds; round++)
        {
            var before = _acknowledged.Count;
            await RunChildAsync();
            var events = await CheckAsync();
            report($"round {round}: {_acknowledged.Count - before} acknowledged, {events} in the log, {events - _acknowledged.Count} of them not acknowledged in time");
        }

        return _acknowledged.Count;
    }

    async Task RunChildAsync()
    {
        using var child = Process.Start(new ProcessStartInfo(DotnetHost, Arguments()) { RedirectStandardOutput = true })
            ?? throw new TortureException("the child did not start");
        try
        {
            using var deadline = new CancellationTokenSource(StartTimeout, TimeProvider.System);
            Note(await child.StandardOutput.ReadLineAsync(deadline.Token) ?? throw new TortureException($"the child ended by itself with exit code {child.ExitCode}"));
            var reading = ReadRestAsync(child);
            await Task.Delay(TimeSpan.FromMilliseconds(_random.Next(5, 250)), TimeProvider.System, CancellationToken.None);
            child.Kill();
            await reading;
        }
        finally
        {
            child.Kill();
            await child.WaitForExitAsync();
        }
    }

    async Task ReadRestAsync(Process child)
    {
        var rest = await child.StandardOutput.ReadToEndAsync();
        foreach (var line in rest[..(rest.LastIndexOf('\n') + 1)].Split('\n', StringSplitOptions.RemoveEmptyEntries)) Note(line);
    }

    void Note(string line)
    {
        var parts = line.TrimEnd().Split(' ');
        var sequence = long.Parse(parts[1], CultureInfo.InvariantCulture);
        if (!_acknowledged.TryAdd(parts[0], sequence)) throw new TortureException($"{parts[0]} was acknowledged twice");
    }

    async Task<int> CheckAsync()
    {
        await using var log = await SqliteLog.OpenAsync(new() { DataDirectory = folder }, TimeProvider.System);
        await log.OpenStreamAsync(TortureChild.Stream, default);
        var events = new Dictionary<string, long>(StringComparer.Ordinal);
        await foreach (var item in log.ReadAsync(TortureChild.Stream, 0, int.MaxValue, default))
        {
            if (item.Sequence != events.Count + 1) throw new TortureException($"after {events.Count} comes {item.Sequence}");
            var key = Encoding.ASCII.GetString(item.Data.Span);
            if (!events.TryAdd(key, item.Sequence)) throw new TortureException($"{key} is there twice: {events[key]} and {item.Sequence}");
        }

        foreach (var (key, sequence) in _acknowledged)
            if (!events.TryGetValue(key, out var found) || found != sequence)
                throw new TortureException($"{key} was acknowledged as {sequence}, the log has {(found == 0 ? "nothing" : found)}");
        await CheckAnswersAsync(log, events);
        return events.Count;
    }

    static async Task CheckAnswersAsync(SqliteLog log, Dictionary<string, long> events) =>
        await log.TransactAsync(TortureChild.Stream, events.Count, events.Keys, transaction =>
        {
            foreach (var (key, sequence) in events)
                if (!transaction.Answers.TryGetValue(key, out var answer) || BitConverter.ToInt64(answer.Data.Span) != sequence)
                    throw new TortureException($"the event {key} is there as {sequence}, but its answer is not");
            return LogAppend.Nothing;
        }, default);

    IEnumerable<string> Arguments()
    {
        yield return typeof(TortureRounds).Assembly.Location;
        yield return "child";
        yield return folder;
        for (var writer = 0; writer < writers; writer++)
        {
            var next = 0;
            while (_acknowledged.ContainsKey(TortureChild.Key(writer, next))) next++;
            yield return next.ToString(CultureInfo.InvariantCulture);
        }
    }

    static string DotnetHost =>
        Path.GetFullPath(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "../../..", OperatingSystem.IsWindows() ? "dotnet.exe" : "dotnet"));
}
