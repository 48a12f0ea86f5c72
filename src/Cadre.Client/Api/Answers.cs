using System.Collections.Immutable;
using System.Text.Json;
using Cadre.Fleet;
using Cadre.Live;

namespace Cadre.Client;

/// <summary>Reads an entity; null with a problem if it is not one.</summary>
internal delegate T? ReadEntity<T>(JsonElement element, out FleetProblem? problem);

/// <summary>Reads answers, and believes nothing: what is not of the contract is an error that says where.</summary>
internal sealed class Answers(string what, JsonElement json, string? cursorHeader)
{
    public JsonElement Json => json;

    public StreamCursor Cursor =>
        StreamCursor.TryParse(Text("cursor") ?? cursorHeader, out var cursor) ? cursor : throw Broken("/cursor", "expected a cursor as epoch:sequence");

    public JsonElement Member(string name) =>
        json.ValueKind == JsonValueKind.Object && json.TryGetProperty(name, out var value) ? value : throw Broken($"/{name}", "is missing");

    public string? Text(string name) =>
        json.ValueKind == JsonValueKind.Object && json.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    public string Word(string name) => Text(name) ?? throw Broken($"/{name}", "expected text");

    public DateTimeOffset? Time(string name) =>
        json.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out var time) ? DateTimeOffset.FromUnixTimeMilliseconds(time) : null;

    public long Milliseconds(string name) =>
        Member(name) is { ValueKind: JsonValueKind.Number } value && value.TryGetInt64(out var time) ? time : throw Broken($"/{name}", "is no time");

    public Answers Item(JsonElement item) => new(what, item, null);

    public int Count(string name) =>
        Member(name) is { ValueKind: JsonValueKind.Number } value && value.TryGetInt32(out var count) && count >= 0 ? count : throw Broken($"/{name}", "expected a whole number of at least 0");

    public bool Flag(string name) =>
        Member(name) is { ValueKind: JsonValueKind.True or JsonValueKind.False } value ? value.GetBoolean() : throw Broken($"/{name}", "expected true or false");

    public T Entity<T>(JsonElement element, string at, ReadEntity<T> read) where T : class =>
        read(element, out var problem) ?? throw Broken(at + problem?.Pointer, problem?.Detail ?? "is null");

    public ImmutableArray<JsonElement> List(string name) =>
        Member(name) is { ValueKind: JsonValueKind.Array } list ? [.. list.EnumerateArray()] : throw Broken($"/{name}", "expected a list");

    public ImmutableArray<T> Items<T>(ReadEntity<T> read) where T : class =>
        [.. List("items").Select((item, index) => Entity(item, $"/items/{index}", read))];

    public HubPage<T> Page<T>(ReadEntity<T> read, bool hasTotal = true) where T : class
    {
        var items = Items(read);
        return new HubPage<T>(Cursor, items, hasTotal ? Count("total") : items.Length);
    }

    public HubAnswer<T> Changed<T>(ReadEntity<T> read) where T : class => new(Cursor, Entity(Member("state"), "/state", read));

    public StateAt<T> One<T>(ReadEntity<T> read) where T : class => new(Cursor, Entity(json, "", read));

    public HubContractException Broken(string pointer, string why) => new($"The answer to {what} is not of the contract: {(pointer.Length == 0 ? "it" : pointer)} {why}.");
}
