using System.Buffers.Text;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Cadre.Bench.Loading;

/// <summary>One keep-alive connection with at most one request under way.</summary>
internal sealed class HttpConnection : IPolled, IDisposable
{
    private readonly Epoll _epoll;
    private readonly Action<HttpConnection> _answered;
    private byte[] _pending = [];
    private byte[] _partial = new byte[4096];
    private int _partialLength;

    public HttpConnection(Epoll epoll, Uri server, Action<HttpConnection> answered)
    {
        (_epoll, _answered) = (epoll, answered);
        Socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        Socket.Connect(IPAddress.Loopback, server.Port);
        Socket.Blocking = false;
        epoll.Register(this);
    }

    public Socket Socket { get; }

    public bool Busy { get; private set; }

    /// <summary>When the request under way was sent, or was due when the load is paced.</summary>
    public long SentAt { get; private set; }

    public void Send(Request request, long now, long? due = null)
    {
        Busy = true;
        SentAt = due ?? now;
        Write(request.Stamped(now));
    }

    public void OnReadable()
    {
        var count = Socket.Receive(_epoll.Buffer, SocketFlags.None, out var error);
        if (error == SocketError.WouldBlock) return;
        if (error != SocketError.Success || count == 0)
            throw new IOException($"the server closed a keep-alive connection ({error}) while an answer was {(Busy ? "due" : "not due")}");

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
