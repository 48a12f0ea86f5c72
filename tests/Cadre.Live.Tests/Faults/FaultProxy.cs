using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace Cadre.Live.Tests.Faults;

/// <summary>A TCP proxy that does what networks do: it cuts, delays, holds back, falls silent and refuses.</summary>
internal sealed class FaultProxy : IAsyncDisposable
{
    private readonly Socket _listener = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
    private readonly CancellationTokenSource _stop = new();
    private readonly ConcurrentDictionary<Link, bool> _links = new();
    private readonly Random _random;
    private readonly Task _accepting;
    private volatile bool _refusing;

    public FaultProxy(int target, int seed)
    {
        Target = target;
        _random = new Random(seed);
        _listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        _listener.Listen(512);
        _accepting = AcceptAsync();
    }

    /// <summary>The port it forwards to; may change when a server comes back somewhere else.</summary>
    public volatile int Target;

    public Uri Address => new($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndPoint!).Port}");

    public int Links => _links.Count;

    /// <summary>Whether new connections are cut at once.</summary>
    public bool Refusing
    {
        get => _refusing;
        set => _refusing = value;
    }

    /// <summary>The longest delay of a piece of data.</summary>
    public TimeSpan Delay { get; set; }

    public void CutAll()
    {
        foreach (var link in _links.Keys) link.Cut();
    }

    public void CutOne() => Any()?.Cut();

    /// <summary>Lets a connection fall silent without an end: what a laptop sees that was taken to another network.</summary>
    public void FreezeOne() => Any()?.Freeze();

    public void FreezeAll()
    {
        foreach (var link in _links.Keys) link.Freeze();
    }

    /// <summary>Holds back what the server sends, for a time, and lets it through in one go.</summary>
    public void HoldOne(TimeSpan time) => Any()?.Hold(time);

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Dispose();
        CutAll();
        await _accepting;
        await Task.WhenAll(_links.Keys.Select(link => link.Ended));
        _stop.Dispose();
    }

    private Link? Any()
    {
        Link[] links = [.. _links.Keys];
        return links.Length == 0 ? null : links[Next(links.Length)];
    }

    private int Next(int limit)
    {
        lock (_random) return _random.Next(limit);
    }

    private async Task AcceptAsync()
    {
        while (!_stop.IsCancellationRequested)
        {
            Socket client;
            try
            {
                client = await _listener.AcceptAsync(_stop.Token);
            }
            catch (Exception error) when (error is OperationCanceledException or SocketException or ObjectDisposedException)
            {
                return;
            }
            if (_refusing) Reset(client);
            else _links[new Link(this, client)] = true;
        }
    }

    private static void Reset(Socket socket)
    {
        try
        {
            socket.LingerState = new LingerOption(true, 0);
        }
        catch (SocketException)
        {
            // It is gone already.
        }
        catch (ObjectDisposedException)
        {
            return;
        }
        socket.Dispose();
    }

    private sealed class Link
    {
        private readonly FaultProxy _proxy;
        private readonly Socket _client;
        private readonly Socket _server = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        private readonly TaskCompletionSource _frozen = new();
        private long _heldUntil;

        public Link(FaultProxy proxy, Socket client)
        {
            (_proxy, _client) = (proxy, client);
            client.NoDelay = true;
            Ended = RunAsync();
        }

        public Task Ended { get; }

        public void Cut()
        {
            _frozen.TrySetResult();
            Reset(_client);
            Reset(_server);
        }

        public void Freeze() => Volatile.Write(ref _heldUntil, long.MaxValue);

        public void Hold(TimeSpan time) => Interlocked.CompareExchange(ref _heldUntil, TimeProvider.System.GetTimestamp() + (long)(time.TotalSeconds * TimeProvider.System.TimestampFrequency), 0);

        private async Task RunAsync()
        {
            await Task.Yield();
            try
            {
                await _server.ConnectAsync(new IPEndPoint(IPAddress.Loopback, _proxy.Target), _proxy._stop.Token);
                await Task.WhenAny(PumpAsync(_client, _server), PumpAsync(_server, _client));
            }
            catch (Exception error) when (error is SocketException or OperationCanceledException or ObjectDisposedException)
            {
                // There is no server.
            }
            if (Volatile.Read(ref _heldUntil) == long.MaxValue) await _frozen.Task;
            Cut();
            _proxy._links.TryRemove(this, out _);
        }

        private async Task PumpAsync(Socket from, Socket to)
        {
            var buffer = new byte[32 * 1024];
            try
            {
                while (await from.ReceiveAsync(buffer.AsMemory(), _proxy._stop.Token) is > 0 and var count)
                {
                    if (_proxy.Delay > TimeSpan.Zero && _proxy.Next(4) == 0)
                        await Task.Delay(TimeSpan.FromMilliseconds(_proxy.Next((int)_proxy.Delay.TotalMilliseconds + 1)), TimeProvider.System, _proxy._stop.Token);
                    while (Volatile.Read(ref _heldUntil) > TimeProvider.System.GetTimestamp())
                    {
                        if (Volatile.Read(ref _heldUntil) == long.MaxValue)
                        {
                            await _frozen.Task;
                            return;
                        }
                        await Task.Delay(TimeSpan.FromMilliseconds(5), TimeProvider.System, _proxy._stop.Token);
                    }
                    Volatile.Write(ref _heldUntil, Volatile.Read(ref _heldUntil) == long.MaxValue ? long.MaxValue : 0);
                    for (var sent = 0; sent < count;)
                    {
                        var piece = Math.Min(count - sent, 1 + _proxy.Next(8 * 1024));
                        await to.SendAsync(buffer.AsMemory(sent, piece), _proxy._stop.Token);
                        sent += piece;
                    }
                }
            }
            catch (Exception error) when (error is SocketException or OperationCanceledException or ObjectDisposedException)
            {
                // Cut.
            }
        }
    }
}
