namespace Cadre.Bench.Loading;

/// <summary>Many open streams on one server, and what they received together.</summary>
internal sealed class WatcherPool : IDisposable
{
    private readonly Epoll _epoll;
    private readonly List<Watcher> _watchers = [];

    private WatcherPool(Epoll epoll) => _epoll = epoll;

    public int Count => _watchers.Count;

    /// <summary>Events received by all watchers together since the last <see cref="Reset"/>.</summary>
    public long Received { get; private set; }

    /// <summary>Watchers whose stream the server ended.</summary>
    public int Closed { get; private set; }

    /// <summary>When the counting began.</summary>
    public long Since { get; private set; } = Clock.Now;

    public Histogram Latency { get; private set; } = new();

    /// <summary>Opens the streams and waits until every one of them has received an event, for not every server answers before.</summary>
    /// <param name="epoll">Where the streams are read.</param>
    /// <param name="server">Whose streams.</param>
    /// <param name="count">How many.</param>
    /// <param name="handshake">What each sends.</param>
    /// <param name="publisher">Makes the events that are waited for.</param>
    /// <param name="inText">Whether stamps stand in the text of a page, or else in events.</param>
    public static WatcherPool Open(Epoll epoll, Uri server, int count, ReadOnlySpan<byte> handshake, HttpLoad publisher, bool inText = false)
    {
        var pool = new WatcherPool(epoll);
        for (var i = 0; i < count; i++)
        {
            var watcher = new Watcher(epoll, pool, server, inText);
            watcher.Socket.Send(handshake);
            watcher.Start();
            pool._watchers.Add(watcher);
            if (i % 64 == 63) epoll.Poll(0);
        }

        pool.AwaitFirstEvents(publisher);
        return pool;
    }

    public void Reset() => (Received, Latency, Since) = (0, new Histogram(), Clock.Now);

    public void Dispose()
    {
        foreach (var watcher in _watchers) watcher.Dispose();
    }

    internal void OnEvent(long latency)
    {
        Received++;
        Latency.Add(latency);
    }

    internal void OnClosed() => Closed++;

    private void AwaitFirstEvents(HttpLoad publisher)
    {
        var deadline = Clock.Now + Clock.FromSeconds(60);
        long published = 0, next = 0;
        while (_watchers.Exists(watcher => watcher.Received == 0))
        {
            if (Clock.Now > deadline)
                throw new TimeoutException($"{_watchers.Count(w => w.Received == 0)} of {Count} watchers received nothing within 60 s ({Closed} closed)");
            if (Clock.Now >= next && publisher.TrySend())
            {
                published++;
                next = Clock.Now + Clock.FromSeconds(0.25);
            }

            _epoll.Poll(20);
        }

        publisher.Drain();
        Settle(0.3);
        if (Closed > 0) throw new IOException($"{Closed} of {Count} streams were closed by the server");
        Reset();
    }

    /// <summary>Reads until nothing arrives for <paramref name="quietSeconds"/>.</summary>
    public void Settle(double quietSeconds)
    {
        var (last, since) = (Received, Clock.Now);
        while (Clock.Now - since < Clock.FromSeconds(quietSeconds))
        {
            _epoll.Poll(10);
            if (Received != last) (last, since) = (Received, Clock.Now);
        }
    }
}
