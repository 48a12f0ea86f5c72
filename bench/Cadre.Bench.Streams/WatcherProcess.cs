using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;

namespace Cadre.Bench.Streams;

/// <param name="Deliveries">How many frames arrived, at all watchers together.</param>
/// <param name="P50">Milliseconds from the making of a frame to its arrival, median of a sample.</param>
/// <param name="P99">The same, 99th percentile.</param>
sealed record WatcherFigures(long Deliveries, double P50, double P99);

/// <summary>Many watchers in another process, told by a line what to do and answering by a line.</summary>
sealed class WatcherProcess : IAsyncDisposable
{
    readonly Process _process;

    WatcherProcess(Process process) => _process = process;

    public static async Task<WatcherProcess> StartAsync(int port, int watchers)
    {
        var dotnet = Path.GetFullPath(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "../../../dotnet"));
        var start = new ProcessStartInfo(dotnet, [typeof(WatcherProcess).Assembly.Location, "watch", $"{port}", $"{watchers}"])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        var started = new WatcherProcess(Process.Start(start)!);
        await started.AskAsync("ready");
        return started;
    }

    public Task ResetAsync() => AskAsync("reset");

    public async Task<WatcherFigures> FiguresAsync()
    {
        // What the server has handed to its sockets takes a moment to arrive.
        await Task.Delay(TimeSpan.FromMilliseconds(500), TimeProvider.System, CancellationToken.None);
        return JsonSerializer.Deserialize<WatcherFigures>(await AskAsync("figures"))!;
    }

    public async ValueTask DisposeAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    async Task<string> AskAsync(string question)
    {
        await _process.StandardInput.WriteLineAsync(question);
        await _process.StandardInput.FlushAsync();
        return await _process.StandardOutput.ReadLineAsync() ?? throw new InvalidOperationException("the watchers' process ended");
    }

    /// <summary>The other side: what runs in the process.</summary>
    public static async Task RunAsync(int port, int watchers)
    {
        var all = new Watcher[watchers];
        for (var i = 0; i < watchers; i++) all[i] = await Watcher.ConnectAsync(port);
        foreach (var watcher in all) watcher.Start();
        while (await Console.In.ReadLineAsync() is { } question)
        {
            if (question == "reset")
                foreach (var watcher in all) watcher.Reset();
            if (question != "figures")
            {
                Console.WriteLine("ok");
                continue;
            }

            var samples = all.SelectMany(watcher => watcher.Samples()).Order().ToArray();
            Console.WriteLine(JsonSerializer.Serialize(new WatcherFigures(all.Sum(watcher => watcher.Frames), samples.At(0.5), samples.At(0.99))));
        }
    }

    sealed class Watcher(Socket socket)
    {
        const int MaxSamples = 2_000;

        readonly byte[] _buffer = new byte[16 * 1024];
        readonly List<double> _samples = [];
        long _bytes;
        long _reset;

        public long Frames => (Volatile.Read(ref _bytes) - _reset) / MemoryHistory.FrameLength;

        public static async Task<Watcher> ConnectAsync(int port)
        {
            var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            await socket.ConnectAsync(IPAddress.Loopback, port);
            await socket.SendAsync(Encoding.ASCII.GetBytes("GET / HTTP/1.0\r\nHost: localhost\r\n\r\n"));
            var watcher = new Watcher(socket);
            // HTTP/1.0 has no chunks; the greeting ends with the second empty line.
            var head = "";
            while (head.Split("\n\n").Length < 2) head += Encoding.ASCII.GetString(watcher._buffer, 0, await socket.ReceiveAsync(watcher._buffer));
            return watcher;
        }

        public void Reset()
        {
            lock (_samples) _samples.Clear();
            _reset = Volatile.Read(ref _bytes);
        }

        public double[] Samples()
        {
            lock (_samples) return [.. _samples];
        }

        public void Start() => _ = Task.Run(async () =>
        {
            int received;
            while ((received = await socket.ReceiveAsync(_buffer)) > 0)
            {
                Sample(received);
                Volatile.Write(ref _bytes, _bytes + received);
            }
        });

        void Sample(int received)
        {
            var intoFrame = (int)(_bytes % MemoryHistory.FrameLength);
            var moment = (intoFrame == 0 ? 0 : MemoryHistory.FrameLength - intoFrame) + MemoryHistory.MomentOffset;
            if (moment + MemoryHistory.MomentDigits > received) return;
            var sent = long.Parse(_buffer.AsSpan(moment, MemoryHistory.MomentDigits), CultureInfo.InvariantCulture);
            lock (_samples)
                if (_samples.Count < MaxSamples) _samples.Add(TimeProvider.System.GetElapsedTime(sent).TotalMilliseconds);
        }
    }
}
