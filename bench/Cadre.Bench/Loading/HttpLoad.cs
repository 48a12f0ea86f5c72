namespace Cadre.Bench.Loading;

/// <summary>What a load run did: answers, their latencies and how long it took.</summary>
internal sealed record LoadResult(long Answers, double Seconds, Histogram Latency)
{
    public double PerSecond => Answers / Seconds;
}

/// <summary>Keep-alive connections that send requests in turn, each with one request under way.</summary>
internal sealed class HttpLoad : IDisposable
{
    private readonly Epoll _epoll;
    private readonly Request[] _requests;
    private readonly HttpConnection[] _connections;
    private readonly Queue<HttpConnection> _free = new();
    private Histogram _latency = new();
    private long _answers;
    private long _sent;
    private bool _closed;

    public HttpLoad(Epoll epoll, Uri server, int connections, params Request[] requests)
    {
        (_epoll, _requests) = (epoll, requests);
        _connections = [.. Enumerable.Range(0, connections).Select(_ => new HttpConnection(epoll, server, OnAnswer))];
        foreach (var connection in _connections) _free.Enqueue(connection);
    }

    /// <summary>Requests sent so far and not answered.</summary>
    public int UnderWay => _connections.Length - _free.Count;

    public long Sent => _sent;

    /// <summary>Every connection sends again as soon as it is answered.</summary>
    public LoadResult RunClosed(double warmUpSeconds, double seconds)
    {
        _closed = true;
        while (TrySend()) ;
        PollUntil(Clock.Now + Clock.FromSeconds(warmUpSeconds));
        Reset();
        var start = Clock.Now;
        PollUntil(start + Clock.FromSeconds(seconds));
        _closed = false;
        var result = new LoadResult(_answers, (Clock.Now - start) / 1e7, _latency);
        Drain();
        return result;
    }

    /// <summary>Sends on a fixed schedule; a latency counts from the time the request was due.</summary>
    public LoadResult RunPaced(double perSecond, double warmUpSeconds, double seconds)
    {
        Pace(perSecond, warmUpSeconds);
        Drain();
        Reset();
        var start = Clock.Now;
        Pace(perSecond, seconds);
        Drain();
        return new LoadResult(_answers, (Clock.Now - start) / 1e7, _latency);
    }

    /// <summary>Sends the next request if a connection is free.</summary>
    public bool TrySend(long? due = null)
    {
        if (!_free.TryDequeue(out var connection)) return false;
        connection.Send(_requests[_sent++ % _requests.Length], Clock.Now, due);
        return true;
    }

    /// <summary>Waits until nothing is under way.</summary>
    public void Drain()
    {
        var deadline = Clock.Now + Clock.FromSeconds(30);
        while (UnderWay > 0)
        {
            if (Clock.Now > deadline) throw new TimeoutException($"{UnderWay} requests were not answered within 30 s");
            _epoll.Poll(10);
        }
    }

    public void Dispose()
    {
        foreach (var connection in _connections) connection.Dispose();
    }

    private void Pace(double perSecond, double seconds)
    {
        var (start, period, count) = (Clock.Now, 1e7 / perSecond, (long)(perSecond * seconds));
        for (long i = 0; i < count;)
        {
            var due = start + (long)(i * period);
            var wait = due - Clock.Now;
            if (wait <= 0 && TrySend(due)) i++;
            else _epoll.Poll(wait > 15_000 ? 1 : 0);
        }
    }

    private void PollUntil(long deadline)
    {
        while (Clock.Now < deadline) _epoll.Poll(5);
    }

    private void Reset() => (_answers, _latency) = (0, new Histogram());

    private void OnAnswer(HttpConnection connection)
    {
        var now = Clock.Now;
        _answers++;
        _latency.Add(now - connection.SentAt);
        _free.Enqueue(connection);
        if (_closed) TrySend();
    }
}
