using System.Buffers.Text;
using System.Net;
using System.Net.Sockets;

namespace Cadre.Bench.Loading;

/// <summary>A reader that resumes far behind and checks every event's number on the way.</summary>
internal static class CatchUp
{
    /// <summary>The time until the event with number <paramref name="last"/> arrived; every event after <paramref name="after"/> exactly once.</summary>
    /// <exception cref="InvalidDataException">An event was missing, repeated or out of order.</exception>
    public static double Milliseconds(Uri server, string path, string epoch, long after, long last)
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { ReceiveTimeout = 30_000 };
        socket.Connect(IPAddress.Loopback, server.Port);
        var request = Request.Get(server, $"{path}?after={epoch}:{after}", "Accept: text/event-stream\r\n");
        var (decoder, buffer, kept, next) = (new StreamDecoder(), new byte[512 * 1024], 0, after + 1);
        var start = Clock.Now;
        socket.Send(request.Stamped(start));
        while (next <= last)
        {
            var count = socket.Receive(buffer.AsSpan(kept));
            if (count == 0) throw new InvalidDataException($"the stream ended before event {next} of {last}");
            var payload = buffer.AsSpan(0, kept + decoder.Decode(buffer.AsSpan(kept, count)));
            var consumed = CheckBlocks(payload, ref next);
            payload[consumed..].CopyTo(buffer);
            kept = payload.Length - consumed;
        }

        return Clock.ToMilliseconds(Clock.Now - start);
    }

    private static int CheckBlocks(ReadOnlySpan<byte> payload, ref long next)
    {
        var consumed = 0;
        while (payload[consumed..].IndexOf("\n\n"u8) is >= 0 and var length)
        {
            var block = payload.Slice(consumed, length);
            consumed += length + 2;
            if (block.IndexOf("data:"u8) < 0) continue;
            if (!TryReadSequence(block, out var sequence)) throw new InvalidDataException("an event came without a cursor");
            if (sequence != next) throw new InvalidDataException($"expected event {next}, got {sequence}");
            next++;
        }

        return consumed;
    }

    private static bool TryReadSequence(ReadOnlySpan<byte> block, out long sequence)
    {
        sequence = 0;
        var id = block.IndexOf("id: "u8);
        if (id < 0) return false;
        var cursor = block[(id + 4)..];
        var colon = cursor.IndexOf((byte)':');
        return colon > 0 && Utf8Parser.TryParse(cursor[(colon + 1)..], out sequence, out _);
    }
}
