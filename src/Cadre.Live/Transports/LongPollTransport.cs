using System.Runtime.CompilerServices;

namespace Cadre.Live;

/// <summary>Long-poll: one plain request after the other. It gets through wherever HTTP does.</summary>
/// <param name="pages">Reads the pages.</param>
/// <param name="wait">How long the server waits for an event; shorter than <see cref="LiveStreamOptions.Silence"/>. Null: 25 s.</param>
/// <param name="time">Where time comes from.</param>
public sealed class LongPollTransport(HttpEventPages pages, TimeSpan? wait = null, TimeProvider? time = null) : ITransport
{
    private static readonly TimeSpan LeastBetweenEmptyPages = TimeSpan.FromSeconds(1);

    private readonly TimeProvider _time = time ?? TimeProvider.System;

    /// <inheritdoc/>
    public string Name => "long-poll";

    /// <inheritdoc/>
    public async IAsyncEnumerable<StreamFrame> OpenAsync(StreamRequest request, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        var opened = false;
        while (true)
        {
            var asked = _time.GetTimestamp();
            // The first page is not waited for: it tells whether the way is free.
            var page = await pages.ReadAsync(request, opened ? wait ?? TimeSpan.FromSeconds(25) : TimeSpan.Zero, cancellationToken);
            foreach (var frame in page.Frames) yield return frame;
            if (!opened) yield return StreamFrame.Opened();
            request = request with { After = page.Cursor ?? request.After };
            // A server or a cache that does not wait must not be asked without end.
            if (opened && page.Frames.Count == 1 && LeastBetweenEmptyPages - _time.GetElapsedTime(asked) is { Ticks: > 0 } rest)
                await Task.Delay(rest, _time, cancellationToken);
            opened = true;
        }
    }
}
