using Cadre.Streams;

namespace Cadre.Bench.Streams;

/// <summary>Durable commits into a SQLite log on the disk of the current folder.</summary>
static class LogBench
{
    const int EventBytes = 300;

    public static async Task RunAsync(TimeSpan cell)
    {
        Console.WriteLine($"sqlite log, {EventBytes}-byte events, every commit durable, {cell.TotalSeconds:0} s a cell");
        Console.WriteLine($"{"",-34}{"events/s",12}{"calls/s",12}{"p50 ms",10}{"p99 ms",10}");
        foreach (var perCommit in (int[])[1, 10, 100, 1_000])
            await RunAsync($"1 writer, {perCommit} a commit", writers: 1, streams: 1, perCommit, cell);
        await RunAsync("64 writers, 1 stream, 1 a call", writers: 64, streams: 1, perCommit: 1, cell);
        await RunAsync("64 writers, 64 streams, 1 a call", writers: 64, streams: 64, perCommit: 1, cell);
        await RunAsync("64 writers, 64 streams, 100 a call", writers: 64, streams: 64, perCommit: 100, cell);
        await ReplayAsync(1_000_000);
    }

    static async Task RunAsync(string name, int writers, int streams, int perCommit, TimeSpan cell)
    {
        await using var store = await Store.OpenAsync();
        for (var i = 0; i < streams; i++) await store.Log.OpenStreamAsync($"s{i}", default);
        var heads = new long[streams];
        var append = NewAppend(perCommit);
        var latencies = new List<double>[writers];
        var end = TimeProvider.System.GetTimestamp() + (long)(cell.TotalSeconds * TimeProvider.System.TimestampFrequency);
        var started = TimeProvider.System.GetTimestamp();
        await Task.WhenAll(Enumerable.Range(0, writers).Select(writer => Task.Run(async () =>
        {
            var mine = latencies[writer] = [];
            var stream = writer % streams;
            while (TimeProvider.System.GetTimestamp() is var begun && begun < end)
            {
                var known = Volatile.Read(ref heads[stream]);
                var commit = await store.Log.TransactAsync($"s{stream}", known, [], _ => append, default);
                InterlockedMax(ref heads[stream], commit.Sequence);
                mine.Add(TimeProvider.System.GetElapsedTime(begun).TotalMilliseconds);
            }
        })));
        var seconds = TimeProvider.System.GetElapsedTime(started).TotalSeconds;
        var sorted = latencies.SelectMany(each => each).Order().ToArray();
        Console.WriteLine($"{name,-34}{sorted.Length * perCommit / seconds,12:N0}{sorted.Length / seconds,12:N0}{sorted.At(0.5),10:0.00}{sorted.At(0.99),10:0.00}");
    }

    static async Task ReplayAsync(int events)
    {
        await using var store = await Store.OpenAsync();
        await store.Log.OpenStreamAsync("s", default);
        var append = NewAppend(1_000);
        for (var known = 0L; known < events;) known = (await store.Log.TransactAsync("s", known, [], _ => append, default)).Sequence;
        var started = TimeProvider.System.GetTimestamp();
        var count = 0;
        await foreach (var item in store.Log.ReadAsync("s", 0, int.MaxValue, default)) count++;
        Console.WriteLine($"replay of {count:N0} events: {TimeProvider.System.GetElapsedTime(started).TotalSeconds:0.00} s");
        started = TimeProvider.System.GetTimestamp();
        await store.ReopenAsync();
        Console.WriteLine($"reopen with {count:N0} events: {TimeProvider.System.GetElapsedTime(started).TotalMilliseconds:0} ms");
    }

    static LogAppend NewAppend(int events)
    {
        var random = new Random(1);
        return new LogAppend
        {
            Time = 1,
            Events = [.. Enumerable.Range(0, events).Select(_ =>
            {
                var data = new byte[EventBytes];
                random.NextBytes(data);
                return (ReadOnlyMemory<byte>)data;
            })],
        };
    }

    static void InterlockedMax(ref long place, long value)
    {
        for (var seen = Volatile.Read(ref place); seen < value;)
        {
            var found = Interlocked.CompareExchange(ref place, value, seen);
            if (found == seen) return;
            seen = found;
        }
    }

    sealed class Store : IAsyncDisposable
    {
        readonly string _folder = Directory.CreateTempSubdirectory("streams-bench-").FullName;

        public SqliteLog Log { get; private set; } = null!;

        public static async Task<Store> OpenAsync()
        {
            var store = new Store();
            store.Log = await SqliteLog.OpenAsync(new() { DataDirectory = store._folder }, TimeProvider.System);
            return store;
        }

        public async Task ReopenAsync()
        {
            await Log.DisposeAsync();
            Log = await SqliteLog.OpenAsync(new() { DataDirectory = _folder }, TimeProvider.System);
        }

        public async ValueTask DisposeAsync()
        {
            await Log.DisposeAsync();
            Directory.Delete(_folder, recursive: true);
        }
    }
}
