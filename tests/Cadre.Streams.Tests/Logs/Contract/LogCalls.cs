using System.Text;

namespace Cadre.Streams.Tests.Logs.Contract;

/// <summary>Short forms of the log's calls.</summary>
static class LogCalls
{
    public static ReadOnlyMemory<byte> Bytes(string text) => Encoding.UTF8.GetBytes(text);

    public static string Text(ReadOnlyMemory<byte> bytes) => Encoding.UTF8.GetString(bytes.Span);

    public static LogAppend Events(long time, params string[] events) => new() { Time = time, Events = [.. events.Select(Bytes)] };

    public static RecordedAnswer Answer(string text, long expiresAt = long.MaxValue) => new(Bytes(text), expiresAt);

    public static Task<LogCommit> AppendAsync(this IEventLog log, string stream, long known, long time, params string[] events) =>
        log.TransactAsync(stream, known, [], _ => Events(time, events), default).AsTask().Within("append");

    /// <summary>Appends <paramref name="count"/> events, the n-th with the text n and the time 1000 × n.</summary>
    public static async Task AppendManyAsync(this IEventLog log, string stream, int count, int perCommit = 100)
    {
        for (var sequence = 0; sequence < count;)
        {
            var next = Enumerable.Range(sequence + 1, Math.Min(perCommit, count - sequence)).ToArray();
            foreach (var part in next.Chunk(perCommit))
                await log.AppendAsync(stream, sequence, part[^1] * 1000L, [.. part.Select(n => n.ToString())]);
            sequence += next.Length;
        }
    }

    public static async Task<List<LogEvent>> ReadAllAsync(this IEventLog log, string stream, long after = 0, int limit = int.MaxValue)
    {
        using var deadline = new CancellationTokenSource(Patience.Deadline, TimeProvider.System);
        List<LogEvent> events = [];
        await foreach (var item in log.ReadAsync(stream, after, limit, deadline.Token)) events.Add(item);
        return events;
    }

    public static string[] Texts(this IEnumerable<LogEvent> events) => [.. events.Select(item => Text(item.Data))];
}
