using System.Text.Json;
using Cadre.Fleet;

namespace Cadre.Conformance;

/// <summary>A flat message and the action it is to become, or null when it is to be dropped.</summary>
internal static class MessageCase
{
    public static string? Check(JsonElement testCase)
    {
        int? projectId = testCase.TryGetProperty("projectId", out var project) && project.ValueKind is JsonValueKind.Number ? project.GetInt32() : null;
        var expected = testCase.GetProperty("expectedAction");
        var action = FleetContract.MapToAction(testCase.GetProperty("message"), projectId);
        var actual = JsonElement.Parse(action?.ToJsonString() ?? "null");
        return JsonDifference.First(expected, actual, meansNone: (_, _) => false);
    }
}
