using System.Threading.Channels;

namespace Cadre.Cli.Feeding;

/// <summary>Messages that are sent in one request, and the key under which a repeat of it changes nothing.</summary>
internal sealed record FeedBatch(string Key, IReadOnlyList<FeedItem> Items)
{
    // Well below what a hub takes in one body, so that its limit may be lowered.
    private const int MostBytes = 4 * 1024 * 1024;

    /// <summary>Takes what waits in the channel, at least one message: a slow feed is sent at once, a fast one in full batches.</summary>
    /// <returns>No messages at all when the channel is completed.</returns>
    public static async Task<IReadOnlyList<FeedItem>> TakeAsync(ChannelReader<FeedItem> channel, int most, CancellationToken cancellation)
    {
        List<FeedItem> items = [];
        if (!await channel.WaitToReadAsync(cancellation))
            return items;
        for (var bytes = 0; items.Count < most && bytes < MostBytes && channel.TryRead(out var item); bytes += item.Json.Length)
            items.Add(item);
        return items;
    }

    public HttpContent ToContent()
    {
        var body = new MemoryStream(Items.Sum(item => item.Json.Length + 1));
        foreach (var item in Items)
        {
            body.Write(item.Json.Span);
            body.WriteByte((byte)'\n');
        }

        return new ByteArrayContent(body.GetBuffer(), 0, (int)body.Length)
        {
            Headers = { ContentType = new("application/x-ndjson") },
        };
    }

    /// <summary>Two batches that hold the same messages in the same order.</summary>
    public (FeedBatch First, FeedBatch Second) Split()
    {
        var half = Items.Count / 2;
        return (new($"{Key}.1", [.. Items.Take(half)]), new($"{Key}.2", [.. Items.Skip(half)]));
    }
}
