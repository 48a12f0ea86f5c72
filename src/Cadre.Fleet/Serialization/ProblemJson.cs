using System.Text.Json;

namespace Cadre.Fleet;

internal static class ProblemJson
{
    public static void WriteMembers(Utf8JsonWriter writer, FleetProblem problem)
    {
        writer.WriteString("code"u8, problem.Code);
        writer.WriteString("detail"u8, problem.Detail);
        if (problem.Pointer is { } pointer) writer.WriteString("pointer"u8, pointer);
        if (problem.Value is { } value) writer.WriteString("value"u8, value);
        if (problem.Allowed is { } allowed) writer.WriteTexts("allowed"u8, allowed);
        if (problem.Expected is { } expected) writer.WriteString("expected"u8, expected);
        if (problem.DidYouMean is { } nearest) writer.WriteString("didYouMean"u8, nearest);
        foreach (var (name, extra) in problem.Extras)
        {
            writer.WritePropertyName(name);
            VerbatimJson.Write(writer, extra);
        }
    }
}
