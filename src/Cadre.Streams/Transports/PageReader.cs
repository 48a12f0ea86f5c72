namespace Cadre.Streams;

/// <summary>Reads a feed page by page, for paging and long-poll.</summary>
static class PageReader
{
    const int MaxPageBytes = 4 * 1024 * 1024;

    public static async Task<FeedPage> ReadAsync(Feed feed, Cursor after, int limit, TimeSpan wait, CancellationToken cancellationToken)
    {
        using var reader = feed.Subscribe(after, immediate: true, abort: null);
        var batch = reader is { IsPlaced: true, IsBehind: false } && wait == TimeSpan.Zero
            ? null
            : await ReadFirstAsync(feed, reader, wait, cancellationToken);
        List<Frame> frames = [];
        var (bytes, cursor) = (0L, after);
        for (; batch is { } read; batch = reader.IsBehind ? await reader.ReadAsync(cancellationToken) : null)
        {
            if (read.Kind == FeedBatchKind.Reset) return new([], read.Cursor, reader.IsBehind, read.Frames.Span[0]);
            if (read.Kind == FeedBatchKind.End) break;
            foreach (var frame in read.Frames.Span)
            {
                if (frames.Count == limit || bytes >= MaxPageBytes) return new(frames, cursor, More: true, Reset: null);
                frames.Add(frame);
                bytes += frame.Json.Length;
                cursor = feed.CursorAt(frame.Sequence);
            }
        }

        return new(frames, reader.IsPlaced ? reader.Position : after, reader.IsBehind, Reset: null);
    }

    /// <summary>The first batch that says something, or null when the time is over.</summary>
    static async Task<FeedBatch?> ReadFirstAsync(Feed feed, FeedReader reader, TimeSpan wait, CancellationToken cancellationToken)
    {
        // A cursor that is not placed yet is waited for in any case: there will be an answer, if only a reset.
        if (wait == TimeSpan.Zero) return await reader.ReadAsync(cancellationToken);
        using var deadline = new CancellationTokenSource(wait, feed.Time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken);
        try
        {
            while (true)
            {
                var batch = await reader.ReadAsync(either.Token);
                if (batch.Kind != FeedBatchKind.Heartbeat) return batch;
            }
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return null;
        }
    }
}
