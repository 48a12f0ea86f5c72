using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;

namespace Cadre.Fleet;

/// <summary>The kinds of value in actions and flat messages. Senders are many and loose; ranges are the rules' business, not the reader's.</summary>
internal static class LooseValues
{
    public static ValueKind<string> Text { get; } = new("text", (JsonElement element, out string value) =>
    {
        value = element.ValueKind is JsonValueKind.String or JsonValueKind.Number ? JsValue.ToText(element) : "";
        return element.ValueKind is JsonValueKind.String or JsonValueKind.Number;
    });

    public static ValueKind<string?> TextOrNull { get; } = new("text or null", (JsonElement element, out string? value) =>
    {
        value = null;
        return element.ValueKind is JsonValueKind.Null || Text.Read(element, out value) is null;
    });

    /// <summary>Some senders number their agents.</summary>
    public static ValueKind<AgentId> AgentId { get; } = new("an agent id: text or a number", (JsonElement element, out AgentId value) =>
    {
        var problem = Text.Read(element, out var text);
        value = Fleet.AgentId.Trusted(text);
        return problem is null;
    });

    public static ValueKind<AgentId?> AgentIdOrNull { get; } = new("an agent id or null", (JsonElement element, out AgentId? value) =>
    {
        value = null;
        if (element.ValueKind is JsonValueKind.Null) return true;
        var problem = AgentId.Read(element, out var id);
        value = id;
        return problem is null;
    });

    public static ValueKind<TaskId> TaskId { get; } = new("a task id: a whole number", (JsonElement element, out TaskId value) =>
    {
        long number = 0;
        var read = element.ValueKind is JsonValueKind.String
            ? long.TryParse(element.GetString(), NumberStyles.None, CultureInfo.InvariantCulture, out number)
            : Integers.TryRead(element, out number);
        value = new(number);
        return read;
    });

    public static ValueKind<ImmutableArray<TaskId>> TaskIds { get; } =
        new("a list of task ids, or null", (JsonElement element, out ImmutableArray<TaskId> values) =>
        {
            values = [];
            return element.ValueKind is JsonValueKind.Null ? null : TaskId.List("a list of task ids").Read(element, out values);
        });

    /// <summary>A number of milliseconds; 0, which orders nothing, when there is none.</summary>
    public static ValueKind<long> Stamp { get; } = new("Unix milliseconds", (JsonElement element, out long value) =>
    {
        value = 0;
        return element.ValueKind is JsonValueKind.Null || TryFloor(element, out value);
    });

    public static ValueKind<long> Count { get; } = new("a number", TryFloor);

    public static ValueKind<double> Number { get; } = new("a number", (JsonElement element, out double value) =>
    {
        value = element.ValueKind is JsonValueKind.Number ? element.GetDouble() : double.NaN;
        return double.IsFinite(value);
    });

    public static ValueKind<double?> NumberOrNull { get; } = new("a number or null", (JsonElement element, out double? value) =>
    {
        value = null;
        if (element.ValueKind is JsonValueKind.Null) return true;
        var problem = Number.Read(element, out var number);
        value = number;
        return problem is null;
    });

    public static ValueKind<AgentStatus> AgentStatus { get; } = Aliased<AgentStatus>(Aliases.AgentStatusesToName, Aliases.TryAgentStatus);

    public static ValueKind<FleetTaskStatus> TaskStatus { get; } = Aliased<FleetTaskStatus>(WireNames.TaskStatuses, Aliases.TryTaskStatus);

    public static ValueKind<AgentMaturity> Maturity { get; } = Aliased<AgentMaturity>(WireNames.Maturities, Aliases.TryMaturity);

    private delegate bool TryWord<T>(string word, out T value);

    private static ValueKind<T> Aliased<T>(ImmutableArray<string> allowed, TryWord<T> tryWord) =>
        new($"one of {string.Join(", ", allowed)}", (JsonElement element, out T value) =>
        {
            value = default!;
            return element.ValueKind is JsonValueKind.String && tryWord(element.GetString()!, out value) ? null : ReadingProblems.NotOneOf(allowed, element);
        });

    private static bool TryFloor(JsonElement element, out long value)
    {
        value = 0;
        if (element.ValueKind is not JsonValueKind.Number) return false;
        if (element.TryGetInt64(out value)) return true;
        var number = Math.Floor(element.GetDouble());
        if (Math.Abs(number) > 1L << 53) return false;
        value = (long)number;
        return true;
    }
}
