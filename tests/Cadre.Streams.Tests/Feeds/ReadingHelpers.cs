using System.Text;

namespace Cadre.Streams.Tests.Feeds;

static class ReadingHelpers
{
    public static Task<FeedBatch> NextAsync(this FeedReader reader) => reader.ReadAsync(default).Within("the next batch");

    /// <summary>Reads frames, past heartbeats, until it has this many.</summary>
    public static async Task<long[]> FramesAsync(this FeedReader reader, int count)
    {
        List<long> sequences = [];
        while (sequences.Count < count)
        {
            var batch = await reader.NextAsync();
            if (batch.Kind == FeedBatchKind.Heartbeat) continue;
            batch.Kind.ShouldBe(FeedBatchKind.Frames);
            sequences.AddRange(batch.Frames.ToArray().Select(frame => frame.Sequence));
        }

        return [.. sequences];
    }

    public static string Text(this Frame frame) => Encoding.UTF8.GetString(frame.Json.Span);

    public static long[] Sequences(this FeedBatch batch) => [.. batch.Frames.ToArray().Select(frame => frame.Sequence)];

    public static long[] UpTo(int last, int first = 1) => [.. Enumerable.Range(first, last - first + 1).Select(n => (long)n)];
}
