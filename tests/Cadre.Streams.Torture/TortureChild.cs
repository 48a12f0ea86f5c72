using System.Globalization;
using System.Text;

namespace Cadre.Streams.Torture;

/// <summary>
/// The process that is killed: each writer appends its events one after the other, each under a key, and prints what was acknowledged.
/// </summary>
static class TortureChild
{
    public const string Stream = "torture";
    const int SnapshotEvery = 500;

    public static async Task RunAsync(string folder, int[] next)
    {
        await using var log = await SqliteLog.OpenAsync(new() { DataDirectory = folder }, TimeProvider.System);
        await log.OpenStreamAsync(Stream, default);
        await Task.WhenAll(next.Select((first, writer) => Task.Run(() => WriteAsync(log, writer, first))));
    }

    public static string Key(int writer, int number) => string.Create(CultureInfo.InvariantCulture, $"{writer}/{number}");

    static async Task WriteAsync(SqliteLog log, int writer, int number)
    {
        var known = (await log.OpenStreamAsync(Stream, default)).Sequence;
        while (true)
        {
            var key = Key(writer, number++);
            var sequence = 0L;
            var commit = await log.TransactAsync(Stream, known, [key], transaction =>
            {
                // Its number may have been written by a process that was killed before it could say so: then it is a repeat.
                if (transaction.Answers.TryGetValue(key, out var answer))
                {
                    sequence = BitConverter.ToInt64(answer.Data.Span);
                    return LogAppend.Nothing;
                }

                sequence = transaction.Sequence + 1;
                return new LogAppend
                {
                    Time = TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds(),
                    Events = [Encoding.ASCII.GetBytes(key)],
                    Answers = [(key, new RecordedAnswer(BitConverter.GetBytes(sequence), long.MaxValue))],
                };
            }, default);
            known = commit.Sequence;
            Acknowledge(key, sequence);
            if (sequence % SnapshotEvery == 0)
                await log.WriteSnapshotAsync(Stream, new(sequence, commit.Time, Encoding.ASCII.GetBytes(key)), default);
        }
    }

    // One write per line: a kill leaves whole lines.
    static void Acknowledge(string key, long sequence)
    {
        lock (Console.Out) Console.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{key} {sequence}"));
    }
}
