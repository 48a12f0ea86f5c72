using System.Text.Json;
using Cadre.Fleet;

namespace Cadre.Conformance;

/// <summary>A state, actions, and the state expected after each.</summary>
internal static class ReducerCase
{
    public static string? Check(JsonElement testCase)
    {
        if (FleetContract.ReadState(testCase.GetProperty("initial"), out var problem) is not { } state)
            return $"the initial state cannot be read: {problem!.Detail}";
        var (actions, expectedStates) = (testCase.GetProperty("actions"), testCase.GetProperty("expectedStates"));
        if (actions.GetArrayLength() != expectedStates.GetArrayLength()) return "there are not as many expected states as actions";
        for (var i = 0; i < actions.GetArrayLength(); i++)
        {
            var before = state;
            // An action that cannot be read is one the reducer does not know: it changes nothing.
            if (FleetContract.ReadAction(actions[i], out _) is { } e) state = FleetReducer.Apply(before, e);
            if (JsonDifference.First(expectedStates[i], Written(state), MeansNone) is { } difference) return $"after action {i} ({TypeOf(actions[i])}) {difference}";
            if (MustBeSame(testCase, i) && !ReferenceEquals(before, state)) return $"after action {i} ({TypeOf(actions[i])}) the state is equal but not the same object";
        }
        return null;
    }

    /// <summary>Only true demands anything: an equal state may be the same object also where the recorded reference made a copy.</summary>
    private static bool MustBeSame(JsonElement testCase, int i) => testCase.TryGetProperty("sameReference", out var same) && same[i].ValueKind is JsonValueKind.True;

    private static string TypeOf(JsonElement action) => action.TryGetProperty("type", out var type) ? $"{type}" : "no type";

    /// <summary>Optional members of entities: absent, null and (for blockers) an empty list all say that there is none.</summary>
    private static bool MeansNone(string member, JsonElement value) => member switch
    {
        "current_task" or "blocker" or "progress" or "agent_id" => value.ValueKind is JsonValueKind.Null,
        "blocked_by" => value.ValueKind is JsonValueKind.Null || (value.ValueKind is JsonValueKind.Array && value.GetArrayLength() == 0),
        _ => false,
    };

    private static JsonElement Written(FleetState state)
    {
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer)) FleetContract.WriteState(writer, state);
        return JsonElement.Parse(buffer.ToArray());
    }
}
