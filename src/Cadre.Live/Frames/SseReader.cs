using System.Text;

namespace Cadre.Live;

/// <summary>Takes server-sent events out of a stream of bytes, comments included: they are signs of life.</summary>
internal sealed class SseReader(Stream stream)
{
    /// <summary>The largest line; a snapshot is one.</summary>
    private const int MaxLine = 256 * 1024 * 1024;

    private byte[] _buffer = new byte[16 * 1024];
    private int _start;
    private int _scanned;
    private int _end;
    private bool _atBeginning = true;
    private string? _name;
    private string? _id;
    private byte[]? _joined;
    private ReadOnlyMemory<byte> _data;
    private bool _hasData;
    private bool _hasContent;

    /// <summary>Waits for more bytes.</summary>
    /// <returns>False at the end of the stream.</returns>
    public async ValueTask<bool> FillAsync(CancellationToken cancellationToken)
    {
        MakeRoom();
        var read = await stream.ReadAsync(_buffer.AsMemory(_end), cancellationToken);
        _end += read;
        return read > 0;
    }

    /// <summary>The next block that is there as a whole. Its data is valid until the next <see cref="FillAsync"/>.</summary>
    public bool TryRead(out SseBlock block)
    {
        while (TryReadLine(out var line))
        {
            if (!line.IsEmpty)
            {
                ReadField(line);
                continue;
            }
            if (!_hasContent) continue;
            block = new SseBlock(_name, _id, _data, _hasData);
            Forget();
            return true;
        }
        block = default;
        return false;
    }

    private bool TryReadLine(out ReadOnlyMemory<byte> line)
    {
        line = default;
        var at = _buffer.AsSpan(_scanned, _end - _scanned).IndexOfAny((byte)'\n', (byte)'\r');
        if (at < 0)
        {
            _scanned = _end;
            return false;
        }
        var end = _scanned + at;
        // After a carriage return a line feed may follow that has not come yet.
        if (_buffer[end] == '\r' && end + 1 == _end)
        {
            _scanned = end;
            return false;
        }
        line = _buffer.AsMemory(_start, end - _start);
        if (_atBeginning && line.Span.StartsWith(Encoding.UTF8.Preamble)) line = line[Encoding.UTF8.Preamble.Length..];
        _atBeginning = false;
        _start = end + (_buffer[end] == '\r' && _buffer[end + 1] == '\n' ? 2 : 1);
        _scanned = _start;
        return true;
    }

    private void ReadField(ReadOnlyMemory<byte> line)
    {
        _hasContent = true;
        var colon = line.Span.IndexOf((byte)':');
        if (colon == 0) return;
        var field = colon < 0 ? line.Span : line.Span[..colon];
        var value = colon < 0 ? default : line[(colon + 1)..];
        if (value.Span.StartsWith(" "u8)) value = value[1..];
        if (field.SequenceEqual("data"u8)) AddData(value);
        else if (field.SequenceEqual("event"u8)) _name = Encoding.UTF8.GetString(value.Span);
        else if (field.SequenceEqual("id"u8)) _id = Encoding.UTF8.GetString(value.Span);
    }

    private void AddData(ReadOnlyMemory<byte> value)
    {
        if (!_hasData) _data = value;
        else _data = _joined = [.. _data.Span, (byte)'\n', .. value.Span];
        _hasData = true;
    }

    private void Forget()
    {
        (_name, _id, _joined) = (null, null, null);
        _data = default;
        (_hasData, _hasContent) = (false, false);
    }

    private void MakeRoom()
    {
        // What a started block points to must not move away under it.
        if (_hasData && _joined is null) _data = _joined = _data.ToArray();
        if (_start > 0)
        {
            _buffer.AsSpan(_start, _end - _start).CopyTo(_buffer);
            _end -= _start;
            _scanned -= _start;
            _start = 0;
        }
        if (_end < _buffer.Length) return;
        if (_buffer.Length >= MaxLine) throw new InvalidDataException($"A line of the stream has more than {MaxLine} bytes.");
        Array.Resize(ref _buffer, _buffer.Length * 2);
    }
}

/// <summary>A block of a server-sent event stream.</summary>
/// <param name="Name">Its event type, if it has one.</param>
/// <param name="Id">Its id, if it has one.</param>
/// <param name="Data">Its data.</param>
/// <param name="HasData">Whether it has any.</param>
internal readonly record struct SseBlock(string? Name, string? Id, ReadOnlyMemory<byte> Data, bool HasData);
