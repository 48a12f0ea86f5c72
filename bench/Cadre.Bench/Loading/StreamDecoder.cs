using System.Buffers.Binary;
using System.Buffers.Text;
using System.Text;

namespace Cadre.Bench.Loading;

/// <summary>Takes the head of an endless answer and the framing of its chunks or WebSocket frames away, in place.</summary>
internal sealed class StreamDecoder
{
    private enum Part { Head, Raw, ChunkSize, FrameHead, Payload }

    private readonly byte[] _head = new byte[8192];
    private int _headLength;
    private Part _part;
    private Part _between;
    private long _payloadLeft;

    /// <summary>Moves the payload to the front of <paramref name="data"/> and returns its length.</summary>
    public int Decode(Span<byte> data)
    {
        int read = 0, written = 0;
        while (read < data.Length)
        {
            if (_part is Part.Raw or Part.Payload)
            {
                var take = _part is Part.Raw ? data.Length - read : (int)Math.Min(_payloadLeft, data.Length - read);
                if (written != read) data.Slice(read, take).CopyTo(data[written..]);
                (read, written) = (read + take, written + take);
                if (_part is Part.Payload && (_payloadLeft -= take) == 0) _part = _between;
                continue;
            }

            if (_headLength == _head.Length) throw new FormatException($"the answer's head exceeds {_head.Length} bytes");
            _head[_headLength++] = data[read++];
            if (HeadIsComplete()) _headLength = 0;
        }

        return written;
    }

    private bool HeadIsComplete()
    {
        ReadOnlySpan<byte> head = _head.AsSpan(0, _headLength);
        switch (_part)
        {
            case Part.Head when head.EndsWith("\r\n\r\n"u8):
                _part = _between = Framing(Encoding.ASCII.GetString(head));
                return true;
            case Part.ChunkSize when head[^1] == '\n':
                // The line break that ends a chunk has no size.
                if (Utf8Parser.TryParse(head, out int size, out _, 'x')) (_part, _payloadLeft) = (Part.Payload, size);
                return true;
            case Part.FrameHead when head.Length >= 2 && head.Length == FrameHeadLength(head[1]):
                _payloadLeft = head[1] switch
                {
                    126 => BinaryPrimitives.ReadUInt16BigEndian(head[2..]),
                    127 => BinaryPrimitives.ReadInt64BigEndian(head[2..]),
                    var length => length,
                };
                if (_payloadLeft > 0) _part = Part.Payload;
                return true;
            default:
                return false;
        }
    }

    private static Part Framing(string head) =>
        head.StartsWith("HTTP/1.1 101", StringComparison.Ordinal) ? Part.FrameHead
        : !head.StartsWith("HTTP/1.1 200", StringComparison.Ordinal) ? throw new IOException($"the stream was refused: {head}")
        : head.Contains("transfer-encoding: chunked", StringComparison.OrdinalIgnoreCase) ? Part.ChunkSize
        : Part.Raw;

    private static int FrameHeadLength(byte length) => length switch { 126 => 4, 127 => 10, _ => 2 };
}
