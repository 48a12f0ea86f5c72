using System.Net.WebSockets;

namespace Cadre.Streams;

/// <summary>
/// Sends messages over a WebSocket one after the other, whoever sends them, and knows since when the current one is stuck.
/// </summary>
sealed class SocketSender(WebSocket socket, TimeProvider time) : IDisposable
{
    readonly SemaphoreSlim _turn = new(1, 1);
    long _busySince;

    public bool IsStuck(long now, TimeSpan timeout)
    {
        var since = Volatile.Read(ref _busySince);
        return since != 0 && time.GetElapsedTime(since, now) >= timeout;
    }

    public async ValueTask SendAsync(ReadOnlyMemory<byte> message, CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken);
        try
        {
            await SendInTurnAsync(message, cancellationToken);
        }
        finally
        {
            EndTurn();
        }
    }

    public async ValueTask SendAsync(ReadOnlyMemory<Frame> frames, CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken);
        try
        {
            for (var i = 0; i < frames.Length; i++) await SendInTurnAsync(frames.Span[i].Json, cancellationToken);
            StreamsMeter.DeliveredOverWebSocket(frames.Length);
        }
        finally
        {
            EndTurn();
        }
    }

    /// <summary>Closes this side of the connection after a last message, with nothing in between.</summary>
    public async ValueTask CloseAsync(
        WebSocketCloseStatus status, string reason, ReadOnlyMemory<byte>? lastMessage, CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken);
        try
        {
            if (socket.State is not (WebSocketState.Open or WebSocketState.CloseReceived)) return;
            if (lastMessage is { } message) await SendInTurnAsync(message, cancellationToken);
            Volatile.Write(ref _busySince, time.GetTimestamp());
            await socket.CloseOutputAsync(status, reason, cancellationToken);
        }
        finally
        {
            EndTurn();
        }
    }

    public void Dispose() => _turn.Dispose();

    ValueTask SendInTurnAsync(ReadOnlyMemory<byte> message, CancellationToken cancellationToken)
    {
        Volatile.Write(ref _busySince, time.GetTimestamp());
        return socket.SendAsync(message, WebSocketMessageType.Text, endOfMessage: true, cancellationToken);
    }

    void EndTurn()
    {
        Volatile.Write(ref _busySince, 0);
        _turn.Release();
    }
}
