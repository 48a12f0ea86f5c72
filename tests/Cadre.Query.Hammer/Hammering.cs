using System.Collections.Concurrent;

namespace Cadre.Query.Hammer;

/// <summary>Round after round with other seeds, each with a client of its own, on real and on fake time in turn.</summary>
/// <param name="seed">Of the first round.</param>
/// <param name="threads">How many use the client at once.</param>
/// <param name="report">Told of each round.</param>
/// <param name="isAlone">Whether nothing else runs in the process, so that memory and unobserved exceptions can be judged.</param>
public sealed class Hammering(int seed, int threads, Action<string> report, bool isAlone)
{
    private const int WarmUp = 8;
    private const long Growth = 8 << 20;

    private static readonly TimeSpan RoundLength = TimeSpan.FromMilliseconds(700);

    private readonly ConcurrentQueue<Exception> _unobserved = new();
    private long _memory;
    private long _memoryOnceWarm;

    /// <returns>How many rounds there were.</returns>
    /// <exception cref="HammerException">A round found something; the message begins with its seed.</exception>
    public async Task<int> RunAsync(TimeSpan duration, CancellationToken cancellationToken = default)
    {
        var start = TimeProvider.System.GetTimestamp();
        TaskScheduler.UnobservedTaskException += OnUnobserved;
        try
        {
            var rounds = 0;
            while (TimeProvider.System.GetElapsedTime(start) < duration && !cancellationToken.IsCancellationRequested) await RunRoundAsync(rounds++);
            return rounds;
        }
        finally
        {
            TaskScheduler.UnobservedTaskException -= OnUnobserved;
        }
    }

    private async Task RunRoundAsync(int number)
    {
        var roundSeed = unchecked(seed + number);
        try
        {
            var round = new Round(number, roundSeed, threads, RoundLength);
            await CheckMemoryAsync(number, await round.RunAsync());
            report($"round {number}, seed {roundSeed}: {round.Report}, {_memory >> 10} KB");
        }
        catch (HammerException fault)
        {
            throw new HammerException($"seed {roundSeed}, round {number}, {threads} threads: {fault.Message}");
        }
    }

    private async Task CheckMemoryAsync(int number, WeakReference client)
    {
        // The last continuations of the round still have it in their hands.
        for (var i = 0; i < 50 && client.IsAlive; i++)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(2), TimeProvider.System, CancellationToken.None);
            _memory = GC.GetTotalMemory(forceFullCollection: true);
            GC.WaitForPendingFinalizers();
        }
        if (client.IsAlive) throw new HammerException("the client of the round is kept alive by something");
        if (!isAlone) return;
        if (_unobserved.TryDequeue(out var error)) throw new HammerException($"nobody observed {error}");
        if (number <= WarmUp) _memoryOnceWarm = _memory;
        else if (_memory > _memoryOnceWarm + Growth) throw new HammerException($"memory grew from {_memoryOnceWarm >> 10} KB to {_memory >> 10} KB");
    }

    private void OnUnobserved(object? sender, UnobservedTaskExceptionEventArgs unobserved)
    {
        if (!isAlone) return;
        unobserved.SetObserved();
        _unobserved.Enqueue(unobserved.Exception);
    }
}
