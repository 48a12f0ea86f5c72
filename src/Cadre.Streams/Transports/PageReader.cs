namespace Cadre.Streams;

/// <summary>Reads a feed page by page, for paging and long-poll.</summary>
static class PageReader
{
    const int MaxPageBytes = 4 * 1024 * 1024;

    public static async Task<FeedPage> ReadAsync(Feed feed, Cursor after, int limit, TimeSpan wait, CancellationToken cancellationToken)
    {
        using var reader = feed.Subscribe(after, immediate: true, abort: null);
        using var deadline = new CancellationTokenSource(wait, feed.Time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken);
        List<Frame> frames = [];
        var bytes = 0L;
        var cursor = after;
        while (frames.Count == 0 || reader.IsBehind)
        {
            // Without a deadline ahead there is still time to take what is there, to reset, or to let the feed catch up with the cursor.
            var token = wait > TimeSpan.Zero && frames.Count == 0 ? either.Token : cancellationToken;
            if (wait <= TimeSpan.Zero && reader is { IsPlaced: true, IsBehind: false }) break;
            FeedBatch batch;
            try
            {
                batch = await reader.ReadAsync(token);
            }
            catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
            {
                break;
            }

            if (batch.Kind == FeedBatchKind.Reset) return new([], batch.Cursor, reader.IsBehind, batch.Frames.Span[0]);
            if (batch.Kind == FeedBatchKind.End) break;
            foreach (var frame in batch.Frames.Span)
            {
                if (frames.Count == limit || bytes >= MaxPageBytes) return new(frames, cursor, More: true, Reset: null);
                frames.Add(frame);
                bytes += frame.Json.Length;
                cursor = feed.CursorAt(frame.Sequence);
            }

            cursor = batch.Cursor;
        }

        return new(frames, cursor, reader.IsBehind, Reset: null);
    }
}
