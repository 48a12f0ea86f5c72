using System.Collections.Immutable;
using System.Text.Json;

namespace Cadre.Fleet;

internal static class ProgressJson
{
    public static ImmutableArray<string> Members { get; } = ["completedTasks", "totalTasks", "percentage"];

    public static ValueKind<ProjectProgress?> KindOrNull { get; } = new("progress or null", ReadOrNull);

    public static void Write(Utf8JsonWriter writer, ProjectProgress? progress)
    {
        if (progress is null)
        {
            writer.WriteNullValue();
            return;
        }
        writer.WriteStartObject();
        WriteMembers(writer, progress);
        writer.WriteEndObject();
    }

    public static void WriteMembers(Utf8JsonWriter writer, ProjectProgress progress)
    {
        writer.WriteNumber("completedTasks"u8, progress.CompletedTasks);
        writer.WriteNumber("totalTasks"u8, progress.TotalTasks);
        writer.WriteNumber("percentage"u8, progress.Percentage);
    }

    private static FleetProblem? ReadOrNull(JsonElement element, out ProjectProgress? value)
    {
        value = null;
        if (element.ValueKind is JsonValueKind.Null) return null;
        var o = new ObjectReader(element);
        value = From(o);
        o.RefuseOthers(Members);
        return o.Problem;
    }

    /// <summary>Reads progress; an absent percentage is computed.</summary>
    public static ProjectProgress From(ObjectReader o)
    {
        var completed = o.Required("completedTasks", Values.Count);
        var total = o.Required("totalTasks", Values.Count);
        return new(completed, total, o.Or("percentage", Values.Percent, ProjectProgress.PercentageOf(completed, total)));
    }
}
