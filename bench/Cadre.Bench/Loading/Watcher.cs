using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Cadre.Bench.Loading;

/// <summary>One open stream. Every event that it receives carries one stamp; nothing else of it is parsed.</summary>
/// <remarks>Pages show a stamp until the next one of its kind, and repeat it when something beside it changes: there each counts when it comes for the first time, if it is new.</remarks>
internal sealed class Watcher : IPolled, IDisposable
{
    private static readonly byte[] OfEvents = Encoding.ASCII.GetBytes(Request.Marker);
    private static readonly byte[] OfText = Encoding.ASCII.GetBytes(Request.TextMarker);
    private const int CarryLength = 24;

    private readonly Epoll _epoll;
    private readonly WatcherPool _pool;
    private readonly StreamDecoder _decoder = new();
    private readonly byte[] _marker;
    private readonly HashSet<long>? _seen;
    private readonly byte[] _carry = new byte[CarryLength];
    private int _carried;

    public Watcher(Epoll epoll, WatcherPool pool, Uri server, bool inText)
    {
        (_epoll, _pool, _marker, _seen) = (epoll, pool, inText ? OfText : OfEvents, inText ? [] : null);
        Socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        Socket.Connect(IPAddress.Loopback, server.Port);
    }

    public Socket Socket { get; }

    public long Received { get; private set; }

    public void Start()
    {
        Socket.Blocking = false;
        _epoll.Register(this);
    }

    public void OnReadable()
    {
        var count = Socket.Receive(_epoll.Buffer.AsSpan(_carried), SocketFlags.None, out var error);
        if (error == SocketError.WouldBlock) return;
        if (error != SocketError.Success || count == 0)
        {
            _epoll.Unregister(this);
            _pool.OnClosed();
            return;
        }

        var now = Clock.Now;
        var payload = _decoder.Decode(_epoll.Buffer.AsSpan(_carried, count));

        // What was left of the last read goes in front, so that a stamp cut in two is read whole.
        _carry.AsSpan(0, _carried).CopyTo(_epoll.Buffer);
        ReadOnlySpan<byte> rest = _epoll.Buffer.AsSpan(0, _carried + payload);
        while (true)
        {
            var at = rest.IndexOf(_marker);
            if (at < 0)
            {
                rest = rest[^Math.Min(rest.Length, _marker.Length - 1)..];
                break;
            }

            if (!Request.TryReadStamp(rest[(at + _marker.Length)..], out var sent))
            {
                rest = rest[at..];
                break;
            }

            rest = rest[(at + _marker.Length)..];
            if (_seen is not null && (sent < _pool.Since || !_seen.Add(sent))) continue;
            Received++;
            _pool.OnEvent(now - sent);
        }

        _carried = rest.Length;
        rest.CopyTo(_carry);
    }

    public void OnWritable()
    {
    }

    public void Dispose()
    {
        _epoll.Unregister(this);
        Socket.LingerState = new LingerOption(true, 0);
        Socket.Dispose();
    }
}
