using System.Net.WebSockets;

namespace Cadre.Live;

/// <summary>Receives whole messages.</summary>
internal sealed class SocketReader(WebSocket socket)
{
    private const int MaxMessage = 256 * 1024 * 1024;

    private byte[] _buffer = new byte[16 * 1024];

    /// <returns>The message, valid until the next call; null when the server closes.</returns>
    public async ValueTask<ReadOnlyMemory<byte>?> ReadAsync(CancellationToken cancellationToken)
    {
        var length = 0;
        while (true)
        {
            var part = await socket.ReceiveAsync(_buffer.AsMemory(length), cancellationToken);
            if (part.MessageType == WebSocketMessageType.Close) return null;
            length += part.Count;
            if (part.EndOfMessage) return _buffer.AsMemory(0, length);
            if (length < _buffer.Length) continue;
            if (_buffer.Length >= MaxMessage) throw new InvalidDataException($"A message of the stream has more than {MaxMessage} bytes.");
            Array.Resize(ref _buffer, _buffer.Length * 2);
        }
    }
}
