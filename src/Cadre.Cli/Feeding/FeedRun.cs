using System.Threading.Channels;
using Cadre.Cli.Connections;

namespace Cadre.Cli.Feeding;

/// <summary>One feed from its first to its last message: reads ahead while a batch is on its way.</summary>
internal sealed class FeedRun(FeedSender sender, FeedPacer pacer, IFeedScreen screen, int batchSize, bool strict)
{
    // A key of its own for every run: feeding the same file again is meant to feed it again.
    private readonly string _run = $"feed-{Guid.NewGuid():N}";

    private long _batches;

    /// <summary>Feeds the input until it ends, or in strict mode until a message is refused.</summary>
    public async Task RunAsync(Stream input, CancellationToken cancellation)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var channel = Channel.CreateBounded<FeedItem>(new BoundedChannelOptions(2 * batchSize) { SingleReader = true, SingleWriter = true });
        var reading = ReadAsync(input, channel.Writer, stop.Token);
        try
        {
            await SendAsync(channel.Reader, cancellation);
        }
        finally
        {
            await stop.CancelAsync();
            await reading;
        }
    }

    // A failure travels through the channel, so that the messages read before it are sent first.
    private async Task ReadAsync(Stream input, ChannelWriter<FeedItem> channel, CancellationToken cancellation)
    {
        try
        {
            await foreach (var item in FeedSource.ReadAsync(input, cancellation))
            {
                await pacer.WaitAsync(item, cancellation);
                await channel.WriteAsync(item, cancellation);
            }

            channel.Complete();
        }
        catch (Exception e)
        {
            channel.Complete(e);
        }
    }

    private async Task SendAsync(ChannelReader<FeedItem> channel, CancellationToken cancellation)
    {
        while (await FeedBatch.TakeAsync(channel, batchSize, cancellation) is { Count: > 0 } items)
        {
            var goesOn = strict ? await SendStrictlyAsync(items, cancellation) : await SendAllAsync(items, cancellation);
            screen.Advance(sender.Tally, items[^1].InputPosition);
            if (!goesOn)
                return;
        }
    }

    private async Task<bool> SendAllAsync(IReadOnlyList<FeedItem> items, CancellationToken cancellation)
    {
        foreach (var item in items.Where(item => item.Fault is not null))
            RejectUnsent(item);
        FeedItem[] sendable = [.. items.Where(item => item.Fault is null)];
        if (sendable.Length > 0)
            await sender.SendAsync(NextBatch(sendable), cancellation);
        return true;
    }

    private async Task<bool> SendStrictlyAsync(IReadOnlyList<FeedItem> items, CancellationToken cancellation)
    {
        FeedItem[] sendable = [.. items.TakeWhile(item => item.Fault is null)];
        if (sendable.Length > 0 && !await sender.SendStrictlyAsync(NextBatch(sendable), cancellation))
            return false;
        if (sendable.Length == items.Count)
            return true;
        RejectUnsent(items[sendable.Length]);
        return false;
    }

    private FeedBatch NextBatch(IReadOnlyList<FeedItem> items) => new($"{_run}-{++_batches}", items);

    private void RejectUnsent(FeedItem item) => sender.Reject(item, new("malformed-json", item.Fault!));
}
