using System.Buffers;
using System.Net.WebSockets;

namespace Cadre.Streams;

/// <summary>Receives whole messages of a bounded size; while none comes it holds no buffer.</summary>
static class SocketReceiver
{
    const int FirstBuffer = 4 * 1024;

    /// <summary>Hands every message to <paramref name="receive"/> until the client closes.</summary>
    /// <returns>False when the client sent a message that is too large.</returns>
    public static async Task<bool> RunAsync(
        WebSocket socket,
        int maxBytes,
        Func<ReadOnlyMemory<byte>, CancellationToken, ValueTask> receive,
        CancellationToken cancellationToken)
    {
        while (true)
        {
            var first = await socket.ReceiveAsync(Memory<byte>.Empty, cancellationToken);
            if (first.MessageType == WebSocketMessageType.Close) return true;
            var buffer = ArrayPool<byte>.Shared.Rent(FirstBuffer);
            try
            {
                var length = 0;
                for (var end = first.EndOfMessage; !end;)
                {
                    if (length == buffer.Length) Grow(ref buffer);
                    var part = await socket.ReceiveAsync(buffer.AsMemory(length), cancellationToken);
                    if (part.MessageType == WebSocketMessageType.Close) return true;
                    length += part.Count;
                    if (length > maxBytes) return false;
                    end = part.EndOfMessage;
                }

                await receive(buffer.AsMemory(0, length), cancellationToken);
            }
            finally
            {
                ArrayPool<byte>.Shared.Return(buffer);
            }
        }
    }

    /// <summary>Throws away what comes until the client closes.</summary>
    public static async Task DrainAsync(WebSocket socket, CancellationToken cancellationToken)
    {
        var buffer = new byte[FirstBuffer];
        while (socket.State is WebSocketState.Open or WebSocketState.CloseSent
            && (await socket.ReceiveAsync(buffer.AsMemory(), cancellationToken)).MessageType != WebSocketMessageType.Close)
        {
        }
    }

    static void Grow(ref byte[] buffer)
    {
        var larger = ArrayPool<byte>.Shared.Rent(buffer.Length * 2);
        buffer.CopyTo(larger, 0);
        ArrayPool<byte>.Shared.Return(buffer);
        buffer = larger;
    }
}
