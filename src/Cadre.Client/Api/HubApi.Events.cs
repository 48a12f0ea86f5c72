using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Cadre.Fleet;
using Cadre.Live;

namespace Cadre.Client;

public sealed partial class HubApi
{
    /// <summary>A page of the log.</summary>
    /// <param name="after">Behind which event to begin; null: with the oldest that is kept.</param>
    /// <param name="limit">The most events, 1 to 10,000.</param>
    /// <param name="cancellationToken">Cancels the request.</param>
    public async Task<HubEvents> GetEventsAsync(StreamCursor? after = null, int limit = 1_000, CancellationToken cancellationToken = default)
    {
        var answer = await _requests.GetAsync("/events", cancellationToken, ("after", after?.ToString()), ("limit", limit));
        var reset = answer.Json.TryGetProperty("reset", out var why) && why.ValueKind == JsonValueKind.Object && why.TryGetProperty("reason", out var reason) ? reason.GetString() : null;
        var events = answer.List("events").Select((e, index) => ReadFact(answer, e, index)).ToImmutableArray();
        return new HubEvents(answer.Cursor, events, answer.Member("more").ValueKind == JsonValueKind.True, reset);
    }

    /// <summary>A page of the log backwards: it ends with 100 events that match, with 5,000 that were looked at, or at the beginning of what is kept.</summary>
    /// <param name="before">Before which event to begin, such as <see cref="EventPage.Next"/> of another page; null: with the newest one.</param>
    /// <param name="filter">Which events; null: all. The hub sends all, and those that match are kept.</param>
    /// <param name="cancellationToken">Cancels the request.</param>
    /// <exception cref="HubNotFoundException">The cursor is of a log that is no more.</exception>
    public Task<EventPage> GetEventsBeforeAsync(StreamCursor? before = null, EventFilter? filter = null, CancellationToken cancellationToken = default) =>
        new LogReader(this).BeforeAsync(before, filter ?? EventFilter.All, cancellationToken);

    /// <summary>Sends events; each is decided by itself and in order.</summary>
    /// <param name="events">At most 10,000. A timestamp of 0 asks for the hub's time.</param>
    /// <param name="atomic">Whether one that is refused keeps all others out: then it is a <see cref="HubInvalidException"/>.</param>
    /// <param name="key">Names the batch, so that it happens once; null: a new random one.</param>
    /// <param name="cancellationToken">Cancels the request.</param>
    public async Task<HubBatch> SendEventsAsync(IEnumerable<FleetEvent> events, bool atomic = false, string? key = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(events);
        var answer = await _requests.WriteAsync(HttpMethod.Post, atomic ? "/events?atomic=true" : "/events", json =>
        {
            json.WriteStartArray();
            foreach (var e in events)
            {
                json.WriteStartObject();
                json.WriteString("type"u8, e.Type);
                json.WritePropertyName("data"u8);
                FleetJson.WriteEventData(json, e);
                json.WriteEndObject();
            }
            json.WriteEndArray();
        }, null, key, cancellationToken);
        var results = answer.List("results").Select(ReadResult).ToImmutableArray();
        return new HubBatch(answer.Cursor, answer.Count("accepted"), answer.Count("ignored"), answer.Count("rejected"), results);
    }

    private static RecordedFact ReadFact(Answers answer, JsonElement e, int index)
    {
        var at = string.Create(CultureInfo.InvariantCulture, $"/events/{index}");
        var envelope = new Answers("an event", e, null);
        if (envelope.Text("type") is not { } type) throw answer.Broken(at + "/type", "is missing");
        if (!StreamCursor.TryParse(envelope.Text("cursor"), out var cursor)) throw answer.Broken(at + "/cursor", "is no cursor");
        if (envelope.Member("time") is not { ValueKind: JsonValueKind.Number } stamp || !stamp.TryGetInt64(out var time)) throw answer.Broken(at + "/time", "is no time");
        // A newer hub may know more types than this client; what is of a known type has to be right.
        var fact = EventTypes.All.Contains(type) ? answer.Entity(envelope.Member("data"), at + "/data", (JsonElement data, out FleetProblem? problem) => FleetJson.ReadEvent(type, data, out problem)) : null;
        return new RecordedFact(cursor, time, type, fact, envelope.Text("actor"));
    }

    private static HubBatchItem ReadResult(JsonElement item)
    {
        var result = new Answers("an item of a batch", item, null);
        var problem = item.TryGetProperty("problem", out var why) ? HubProblem.Read(422, "The item was refused.", System.Text.Encoding.UTF8.GetBytes(why.GetRawText()), null) : null;
        return new HubBatchItem(result.Text("result") ?? throw result.Broken("/result", "is missing"), result.Text("reason"), problem);
    }
}
