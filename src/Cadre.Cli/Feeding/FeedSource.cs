using System.Buffers;
using System.IO.Pipelines;
using System.Runtime.CompilerServices;
using System.Text.Json;

namespace Cadre.Cli.Feeding;

/// <summary>Reads messages from a stream as they come: one JSON object a line, or one JSON array of objects.</summary>
/// <remarks>Holds one message in memory at a time, so that a feed may be larger than the memory or never end.</remarks>
internal static class FeedSource
{
    private const int LongestLine = 1024 * 1024;

    private static readonly JsonSerializerOptions Deep = new() { MaxDepth = FeedItem.MaxDepth };

    private static ReadOnlySpan<byte> ByteOrderMark => [0xEF, 0xBB, 0xBF];

    public static async IAsyncEnumerable<FeedItem> ReadAsync(Stream input, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var pipe = PipeReader.Create(input, new StreamPipeReaderOptions(bufferSize: 64 * 1024, leaveOpen: true));
        var items = await StartsArrayAsync(pipe, cancellation) ? ReadArrayAsync(pipe, cancellation) : ReadLinesAsync(pipe, cancellation);
        await foreach (var item in items)
            yield return item;
    }

    // Looks at the first character that counts and leaves it, and what follows, in the pipe.
    private static async Task<bool> StartsArrayAsync(PipeReader pipe, CancellationToken cancellation)
    {
        while (true)
        {
            var read = await ReadPipeAsync(pipe, cancellation);
            var reader = new SequenceReader<byte>(read.Buffer);
            if (reader.Remaining < ByteOrderMark.Length && !read.IsCompleted)
            {
                pipe.AdvanceTo(read.Buffer.Start, read.Buffer.End);
                continue;
            }

            reader.IsNext(ByteOrderMark, advancePast: true);
            var start = reader.Position;
            reader.AdvancePastAny(" \t\r\n"u8);
            if (!reader.End || read.IsCompleted)
            {
                pipe.AdvanceTo(start);
                return reader.TryPeek(out var first) && first == '[';
            }

            pipe.AdvanceTo(read.Buffer.Start, read.Buffer.End);
        }
    }

    private static async IAsyncEnumerable<FeedItem> ReadLinesAsync(PipeReader pipe, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var number = 0L;
        var position = 0L;
        var skipping = false;
        while (true)
        {
            var read = await ReadPipeAsync(pipe, cancellation);
            var buffer = read.Buffer;
            while (TryTakeLine(ref buffer, read.IsCompleted, out var line))
            {
                position += line.Length;
                number++;
                var content = line.ToArray().AsMemory().Trim(" \t\r\n"u8);
                if (skipping || content.Length > LongestLine)
                    yield return TooLong(number) with { InputPosition = position };
                else if (!content.IsEmpty)
                    yield return FeedItem.Parse($"line {number}", content) with { InputPosition = position };
                skipping = false;
            }

            if (read.IsCompleted)
                yield break;
            if (buffer.Length > LongestLine)
            {
                position += buffer.Length;
                buffer = buffer.Slice(buffer.End);
                skipping = true;
            }

            pipe.AdvanceTo(buffer.Start, buffer.End);
        }
    }

    private static bool TryTakeLine(ref ReadOnlySequence<byte> buffer, bool last, out ReadOnlySequence<byte> line)
    {
        var end = buffer.PositionOf((byte)'\n') is { } newline ? buffer.GetPosition(1, newline) : buffer.End;
        line = buffer.Slice(0, end);
        if (line.IsEmpty || (!last && end.Equals(buffer.End) && line.Slice(line.Length - 1).FirstSpan[0] != '\n'))
            return false;
        buffer = buffer.Slice(end);
        return true;
    }

    private static FeedItem TooLong(long number) => new($"line {number}", default, $"is longer than {LongestLine / 1024 / 1024} MiB");

    private static async IAsyncEnumerable<FeedItem> ReadArrayAsync(PipeReader pipe, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var number = 0L;
        await using var elements = JsonSerializer.DeserializeAsyncEnumerable<JsonElement>(
            pipe, Deep, cancellation).GetAsyncEnumerator(cancellation);
        while (true)
        {
            number++;
            try
            {
                if (!await elements.MoveNextAsync())
                    yield break;
            }
            catch (JsonException e)
            {
                throw new CliException($"The JSON array breaks off after item {number - 1}: {e.Message}", "Nothing after that place was read.", inner: e);
            }

            yield return FeedItem.Parse($"item {number}", JsonSerializer.SerializeToUtf8Bytes(elements.Current));
        }
    }

    // A read from a terminal or a pipe cannot be cancelled; it is left behind instead.
    private static ValueTask<ReadResult> ReadPipeAsync(PipeReader pipe, CancellationToken cancellation)
    {
        var read = pipe.ReadAsync(cancellation);
        return read.IsCompleted ? read : new(read.AsTask().WaitAsync(cancellation));
    }
}
