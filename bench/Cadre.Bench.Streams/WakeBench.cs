using System.Threading.Channels;
using Cadre.Streams;

namespace Cadre.Bench.Streams;

/// <summary>
/// How long it takes to wake many waiters, and what it costs, by ways of waiting: the reason the feed wakes its readers in groups.
/// </summary>
static class WakeBench
{
    const int Rounds = 300;

    public static async Task RunAsync(int waiters)
    {
        Console.WriteLine($"{waiters:N0} waiters woken {Rounds} times; a round ends when the last has run and waits again");
        Console.WriteLine($"{"",-44}{"round p50 ms",14}{"p99 ms",10}{"signal µs",12}{"CPU ms/round",14}{"KB/round",10}");
        await RunAsync("one shared TaskCompletionSource", waiters, new SharedSource());
        await RunAsync("a channel per waiter", waiters, new ChannelPerWaiter(waiters));
        await RunAsync("the feed: groups of 64, inline", waiters, new FeedSignal());
    }

    static async Task RunAsync(string name, int waiters, ISignal signal)
    {
        using var stop = new CancellationTokenSource();
        var running = 0;
        var done = new SemaphoreSlim(0);
        var loops = Enumerable.Range(0, waiters).Select(index => Task.Run(async () =>
        {
            await using var waiter = signal.NewWaiter(index);
            if (Interlocked.Increment(ref running) == waiters) done.Release();
            while (await waiter.WaitAsync(stop.Token))
                if (Interlocked.Increment(ref running) == waiters) done.Release();
        })).ToList();
        await done.WaitAsync();
        await Task.Delay(TimeSpan.FromMilliseconds(200), TimeProvider.System, CancellationToken.None);

        var rounds = new List<double>();
        var signals = new List<double>();
        var (cpu, allocated) = (Environment.CpuUsage.TotalTime, GC.GetTotalAllocatedBytes(precise: true));
        for (var i = 0; i < Rounds; i++)
        {
            Volatile.Write(ref running, 0);
            var started = TimeProvider.System.GetTimestamp();
            signal.Fire();
            signals.Add(TimeProvider.System.GetElapsedTime(started).TotalMicroseconds);
            await done.WaitAsync();
            rounds.Add(TimeProvider.System.GetElapsedTime(started).TotalMilliseconds);
            await Task.Delay(TimeSpan.FromMilliseconds(6), TimeProvider.System, CancellationToken.None);
        }

        var cpuPerRound = (Environment.CpuUsage.TotalTime - cpu).TotalMilliseconds / Rounds;
        var kilobytes = (GC.GetTotalAllocatedBytes(precise: true) - allocated) / 1024.0 / Rounds;
        rounds.Sort();
        signals.Sort();
        Console.WriteLine($"{name,-44}{rounds.ToArray().At(0.5),14:0.00}{rounds.ToArray().At(0.99),10:0.00}{signals.ToArray().At(0.5),12:0}{cpuPerRound,14:0.00}{kilobytes,10:0}");
        await stop.CancelAsync();
        signal.Fire();
        await Task.WhenAll(loops);
    }

    interface ISignal
    {
        IWaiter NewWaiter(int index);

        void Fire();
    }

    interface IWaiter : IAsyncDisposable
    {
        /// <returns>False when it is over.</returns>
        ValueTask<bool> WaitAsync(CancellationToken stop);
    }

    sealed class SharedSource : ISignal
    {
        volatile TaskCompletionSource _next = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public IWaiter NewWaiter(int index) => new Waiter(this);

        public void Fire()
        {
            var fired = _next;
            _next = new(TaskCreationOptions.RunContinuationsAsynchronously);
            fired.SetResult();
        }

        sealed class Waiter(SharedSource signal) : IWaiter
        {
            Task _next = signal._next.Task;

            public async ValueTask<bool> WaitAsync(CancellationToken stop)
            {
                await _next;
                _next = signal._next.Task;
                return !stop.IsCancellationRequested;
            }

            public ValueTask DisposeAsync() => default;
        }
    }

    sealed class ChannelPerWaiter(int waiters) : ISignal
    {
        readonly Channel<int>[] _channels = [.. Enumerable.Range(0, waiters).Select(_ => Channel.CreateUnbounded<int>(new() { SingleReader = true, SingleWriter = true }))];

        public IWaiter NewWaiter(int index) => new Waiter(_channels[index]);

        public void Fire()
        {
            foreach (var channel in _channels) channel.Writer.TryWrite(1);
        }

        sealed class Waiter(Channel<int> channel) : IWaiter
        {
            public async ValueTask<bool> WaitAsync(CancellationToken stop)
            {
                await channel.Reader.ReadAsync(CancellationToken.None);
                return !stop.IsCancellationRequested;
            }

            public ValueTask DisposeAsync() => default;
        }
    }

    sealed class FeedSignal : ISignal
    {
        readonly Feed _feed = new(MemoryHistory.Epoch, 0, new MemoryHistory(), new FeedOptions(), TimeProvider.System);
        long _sequence;

        public IWaiter NewWaiter(int index) => new Waiter(_feed.Subscribe(null));

        public void Fire()
        {
            _feed.Publish(MemoryHistory.FrameOf(++_sequence));
            _feed.Flush();
        }

        sealed class Waiter(FeedReader reader) : IWaiter
        {
            public async ValueTask<bool> WaitAsync(CancellationToken stop)
            {
                await reader.ReadAsync(CancellationToken.None);
                return !stop.IsCancellationRequested;
            }

            public ValueTask DisposeAsync()
            {
                reader.Dispose();
                return default;
            }
        }
    }
}
