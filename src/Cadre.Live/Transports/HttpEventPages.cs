using System.Globalization;
using System.Text.Json;

namespace Cadre.Live;

/// <summary>Reads the native stream page by page with plain requests.</summary>
/// <param name="http">Sends the requests; its timeout must be longer than <paramref name="wait"/>.</param>
/// <param name="address">Of the pages, absolute; the cursor is added as <c>after</c>.</param>
/// <param name="limit">The most events of a page, 1 to 10,000.</param>
/// <param name="wait">How long the server may wait for an event when there is none, in whole seconds; zero: it answers at once.</param>
/// <param name="time">For dates in answers.</param>
public sealed class HttpEventPages(HttpClient http, Uri address, int limit = 1_000, TimeSpan wait = default, TimeProvider? time = null) : IEventPages
{
    /// <summary>A cursor of no stream: the answer is a reset, with a snapshot and where it stands.</summary>
    private static readonly StreamCursor Nowhere = new("0", 0);

    /// <inheritdoc/>
    public Task<EventPage> ReadAsync(StreamRequest request, CancellationToken cancellationToken) => ReadAsync(request, wait, cancellationToken);

    internal async Task<EventPage> ReadAsync(StreamRequest request, TimeSpan waiting, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        var seconds = waiting > TimeSpan.Zero ? Math.Ceiling(waiting.TotalSeconds).ToString(CultureInfo.InvariantCulture) : null;
        var uri = HttpAnswers.With(
            address, ("after", (request.After ?? Nowhere).ToString()), ("limit", limit.ToString(CultureInfo.InvariantCulture)), ("wait", seconds));
        using var message = HttpAnswers.Get(uri, request.Token, "application/json");
        using var response = await http.SendAsync(message, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        await HttpAnswers.ThrowIfRefusedAsync(response, time ?? TimeProvider.System, cancellationToken);
        if (response.Content.Headers.ContentType?.MediaType is var type && type != "application/json")
            throw new TransportUnusableException($"{address.AbsolutePath} answered {type ?? "nothing"} instead of application/json.");
        var body = await response.Content.ReadAsByteArrayAsync(cancellationToken);
        try
        {
            return Read(JsonElement.Parse(body));
        }
        catch (JsonException error)
        {
            throw new InvalidDataException($"A page of events cannot be read: {error.Message}", error);
        }
    }

    private static EventPage Read(JsonElement page)
    {
        if (page.ValueKind != JsonValueKind.Object || !page.TryGetProperty("events", out var events) || events.ValueKind != JsonValueKind.Array)
            throw new InvalidDataException("A page of events has no list of events.");
        StreamCursor? cursor = StreamCursor.TryParse(FrameReader.Text(page, "cursor"), out var end) ? end : null;
        var frames = new List<StreamFrame>(events.GetArrayLength() + 2);
        if (page.TryGetProperty("reset", out var reset) && reset.ValueKind == JsonValueKind.Object)
            frames.Add(StreamFrame.Reset(FrameReader.Text(reset, "reason") ?? "unknown", cursor, FrameReader.State(page)));
        foreach (var e in events.EnumerateArray()) frames.Add(FrameReader.Read(e, null, null));
        frames.Add(StreamFrame.Heartbeat(cursor));
        return new EventPage(frames, cursor, page.TryGetProperty("more", out var more) && more.ValueKind == JsonValueKind.True);
    }
}
