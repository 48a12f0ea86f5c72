using System.Collections.Immutable;
using System.Text.Json;

namespace Cadre.Fleet;

/// <summary>The kinds of plain value that occur in native JSON, each with its range.</summary>
internal static class Values
{
    public static ValueKind<string> Text { get; } = new("text", TryText);

    public static ValueKind<string> Word { get; } = new("text of at least one character", (JsonElement element, out string value) =>
        TryText(element, out value) && !string.IsNullOrWhiteSpace(value));

    public static ValueKind<string?> TextOrNull { get; } = new("text or null", (JsonElement element, out string? value) =>
    {
        value = null;
        return element.ValueKind is JsonValueKind.Null || TryText(element, out value!);
    });

    public static ValueKind<AgentId> AgentId { get; } =
        new("an agent id: text of 1 to 200 characters without control characters", (JsonElement element, out AgentId value) =>
        {
            value = default;
            return TryText(element, out var text) && Fleet.AgentId.TryParse(text, out value, out _);
        });

    public static ValueKind<AgentId?> AgentIdOrNull { get; } = AgentId.OrNull();

    public static ValueKind<TaskId> TaskId { get; } =
        new("a task id: a whole number from 1 to 9007199254740991", (JsonElement element, out TaskId value) =>
        {
            value = new(Integers.TryRead(element, out var number) ? number : 0);
            return value.IsValid;
        });

    public static ValueKind<ClaimId> ClaimId { get; } = new("a claim id", (JsonElement element, out ClaimId value) =>
    {
        value = new(TryText(element, out var text) ? text : "");
        return Ranges.IsClaimId(value);
    });

    public static ValueKind<long> Count { get; } = new("a whole number of at least 0", TryCount);

    public static ValueKind<long> Stamp { get; } = new("Unix milliseconds: a whole number of at least 0", TryCount);

    public static ValueKind<double> Percent { get; } = new("a number from 0 to 100", TryPercent);

    public static ValueKind<double?> PercentOrNull { get; } = Percent.OrNull();

    public static ValueKind<bool> Flag { get; } = new("true or false", (JsonElement element, out bool value) =>
    {
        value = element.ValueKind is JsonValueKind.True;
        return element.ValueKind is JsonValueKind.True or JsonValueKind.False;
    });

    public static ValueKind<AgentStatus> AgentStatus { get; } = OneOf<AgentStatus>("an agent status", WireNames.AgentStatuses);

    public static ValueKind<FleetTaskStatus> TaskStatus { get; } = OneOf<FleetTaskStatus>("a task status", WireNames.TaskStatuses);

    public static ValueKind<AgentMaturity> Maturity { get; } = OneOf<AgentMaturity>("a maturity", WireNames.Maturities);

    public static ValueKind<ClaimMode> ClaimMode { get; } = OneOf<ClaimMode>("a claim mode", WireNames.ClaimModes);

    public static ValueKind<ClaimReleaseReason> ReleaseReason { get; } = OneOf<ClaimReleaseReason>("a reason", WireNames.ReleaseReasons);

    public static ValueKind<ImmutableArray<string>> Texts { get; } = Text.List("a list of texts");

    public static ValueKind<ImmutableArray<TaskId>> TaskIds { get; } = TaskId.List("a list of task ids");

    /// <summary>A free-form object, or null.</summary>
    public static ValueKind<JsonElement?> Meta { get; } =
        new($"an object nested at most {VerbatimJson.MaxDepth} deep, or null", (JsonElement element, out JsonElement? value) =>
        {
            value = null;
            if (element.ValueKind is JsonValueKind.Null) return true;
            if (element.ValueKind is not JsonValueKind.Object || !VerbatimJson.TryKeep(element, out var kept)) return false;
            value = kept;
            return true;
        });

    private static ValueKind<T?> OrNull<T>(this ValueKind<T> kind) where T : struct => new($"{kind.Expected}, or null", (JsonElement element, out T? value) =>
    {
        value = null;
        if (element.ValueKind is JsonValueKind.Null) return null;
        var problem = kind.Read(element, out var present);
        value = present;
        return problem;
    });

    private static ValueKind<TEnum> OneOf<TEnum>(string expected, ImmutableArray<string> names) where TEnum : struct, Enum =>
        new($"{expected}: {string.Join(", ", names)}", (JsonElement element, out TEnum value) =>
        {
            value = default;
            return element.ValueKind is JsonValueKind.String && WireNames.TryParse(names, element.GetString(), out value)
                ? null
                : ReadingProblems.NotOneOf(names, element);
        });

    private static bool TryText(JsonElement element, out string value)
    {
        value = element.ValueKind is JsonValueKind.String ? element.GetString()! : "";
        return element.ValueKind is JsonValueKind.String;
    }

    private static bool TryCount(JsonElement element, out long value) => Integers.TryRead(element, out value) && value >= 0;

    /// <summary>JSON has no NaN, but 1e999 is a number that no double holds; the range excludes it.</summary>
    private static bool TryPercent(JsonElement element, out double value)
    {
        value = 0;
        return element.ValueKind is JsonValueKind.Number && element.TryGetDouble(out value) && Ranges.IsPercent(value);
    }
}
