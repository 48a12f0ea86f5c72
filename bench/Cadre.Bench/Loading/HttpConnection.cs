using System.Buffers.Text;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Cadre.Bench.Loading;

/// <summary>One keep-alive connection with at most one request under way.</summary>
internal sealed class HttpConnection : IPolled, IDisposable
{
    // Servers close connections that were idle for seconds; a request that crosses that on the way is sent again.
    private static readonly long IdleLong = Clock.FromSeconds(1);

    private readonly Epoll _epoll;
    private readonly Uri _server;
    private Request? _request;
    private long _answeredAt = Clock.Now;
    private readonly Action<HttpConnection> _answered;
    private byte[] _pending = [];
    private byte[] _partial = new byte[4096];
    private int _partialLength;

    public HttpConnection(Epoll epoll, Uri server, Action<HttpConnection> answered)
    {
        (_epoll, _server, _answered) = (epoll, server, answered);
        Socket = Connect();
    }

    public Socket Socket { get; private set; }

    public bool Busy { get; private set; }

    /// <summary>When the request under way was sent, or was due when the load is paced.</summary>
    public long SentAt { get; private set; }

    public void Send(Request request, long now, long? due = null)
    {
        Busy = true;
        SentAt = due ?? now;
        _request = request;
        Write(request.Stamped(now));
    }

    public void OnReadable()
    {
        var count = Socket.Receive(_epoll.Buffer, SocketFlags.None, out var error);
        if (error == SocketError.WouldBlock) return;
        if (error != SocketError.Success || count == 0)
        {
            OnClosed(error);
            return;
        }

        ReadOnlySpan<byte> received = _epoll.Buffer.AsSpan(0, count);
        if (_partialLength > 0)
        {
            Keep(received);
            received = _partial.AsSpan(0, _partialLength);
        }

        var end = HttpAnswer.EndOf(received, out var status);
        if (end < 0)
        {
            if (_partialLength == 0) Keep(received);
            return;
        }

        if (status is < 200 or > 299)
            throw new IOException($"the server answered {status}: {Encoding.UTF8.GetString(received[..Math.Min(received.Length, 2000)])}");
        if (end != received.Length) throw new IOException($"the server sent {received.Length - end} bytes beyond its answer");
        _partialLength = 0;
        Busy = false;
        _answeredAt = Clock.Now;
        _answered(this);
    }

    public void OnWritable()
    {
        _epoll.WatchWritable(this, on: false);
        Write(_pending);
    }

    public void Dispose()
    {
        _epoll.Unregister(this);
        Socket.Dispose();
    }

    private Socket Connect()
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        socket.Connect(IPAddress.Loopback, _server.Port);
        socket.Blocking = false;
        Socket = socket;
        _epoll.Register(this);
        return socket;
    }

    private void OnClosed(SocketError error)
    {
        if (Busy && (SentAt - _answeredAt < IdleLong || _partialLength > 0))
            throw new IOException($"the server closed a connection ({error}) on which an answer was due");
        Dispose();
        Connect();
        if (Busy) Write(_request!.Stamped(Clock.Now));
    }

    private void Write(ReadOnlySpan<byte> bytes)
    {
        while (!bytes.IsEmpty)
        {
            var sent = Socket.Send(bytes, SocketFlags.None, out var error);
            if (error == SocketError.WouldBlock)
            {
                _pending = bytes.ToArray();
                _epoll.WatchWritable(this, on: true);
                return;
            }

            if (error is SocketError.ConnectionReset or SocketError.Shutdown) return; // The reading side learns of it and decides.
            if (error != SocketError.Success) throw new IOException($"sending failed: {error}");
            bytes = bytes[sent..];
        }
    }

    private void Keep(ReadOnlySpan<byte> received)
    {
        if (_partial.Length < _partialLength + received.Length)
            Array.Resize(ref _partial, Math.Max(_partial.Length * 2, _partialLength + received.Length));
        received.CopyTo(_partial.AsSpan(_partialLength));
        _partialLength += received.Length;
    }
}
