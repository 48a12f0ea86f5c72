using System.Text.Json;
using Cadre.Cli.Terminals;
using Cadre.Fleet;

namespace Cadre.Cli.Watching;

/// <summary>Says in one line what an event did. What this version cannot read, such as events of a newer hub, is shown as its data.</summary>
internal static class EventSummary
{
    private const int Longest = 400;

    public static string Of(in HubEvent e) =>
        DataOf(e) is not { } data ? "" : SafeText.OneLine(FactOf(e.Type, data) is { } fact ? FactSentence.Of(fact) : data.GetRawText(), Longest);

    /// <summary>Whether the event says that someone is stuck or something went wrong.</summary>
    public static bool NeedsAttention(in HubEvent e) =>
        DataOf(e) is { } data && FactOf(e.Type, data) is { } fact && FactTones.Of(fact) is (FactTone.Attention or FactTone.Bad);

    private static JsonElement? DataOf(in HubEvent e) => e.Json.TryGetProperty("data", out var data) && data.ValueKind == JsonValueKind.Object ? data : null;

    private static FleetEvent? FactOf(string type, JsonElement data) => EventTypes.All.Contains(type) ? FleetJson.ReadEvent(type, data, out _) : null;
}
