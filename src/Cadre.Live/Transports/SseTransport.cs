using System.Runtime.CompilerServices;

namespace Cadre.Live;

/// <summary>Server-sent events: the cheapest transport, and the one that the fewest proxies disturb.</summary>
/// <param name="http">Sends the request. Its timeout counts until the headers have come only.</param>
/// <param name="address">Of the stream, absolute; the cursor is added as <c>after</c>.</param>
/// <param name="time">For dates in answers.</param>
public sealed class SseTransport(HttpClient http, Uri address, TimeProvider? time = null) : ITransport
{
    /// <inheritdoc/>
    public string Name => "sse";

    /// <inheritdoc/>
    public async IAsyncEnumerable<StreamFrame> OpenAsync(StreamRequest request, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        using var message = HttpAnswers.Get(HttpAnswers.With(address, ("after", request.After?.ToString())), request.Token, "text/event-stream");
        using var response = await http.SendAsync(message, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        await HttpAnswers.ThrowIfRefusedAsync(response, time ?? TimeProvider.System, cancellationToken);
        if (response.Content.Headers.ContentType?.MediaType is var type && type != "text/event-stream")
            throw new TransportUnusableException($"{address.AbsolutePath} answered {type ?? "nothing"} instead of text/event-stream.");

        await using var body = await response.Content.ReadAsStreamAsync(cancellationToken);
        var reader = new SseReader(body);
        var opened = false;
        while (await reader.FillAsync(cancellationToken))
        {
            // Headers pass through proxies that hold the body back: only bytes of it prove that the way is free.
            if (!opened) yield return StreamFrame.Opened();
            opened = true;
            var any = false;
            while (reader.TryRead(out var block))
            {
                any = true;
                yield return Frame(block);
            }
            if (!any) yield return StreamFrame.Heartbeat();
        }
    }

    private static StreamFrame Frame(SseBlock block)
    {
        if (block.HasData) return FrameReader.Read(block.Data.Span, block.Name, block.Id);
        return StreamFrame.Heartbeat(StreamCursor.TryParse(block.Id, out var cursor) ? cursor : null);
    }
}
