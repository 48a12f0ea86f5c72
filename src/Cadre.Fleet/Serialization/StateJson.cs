using System.Collections.Immutable;
using System.Text.Json;

namespace Cadre.Fleet;

/// <summary>Whole states: the state object of the API, and snapshots, which hold what the API does not show as well.</summary>
internal static class StateJson
{
    public static void Write(Utf8JsonWriter writer, FleetState state)
    {
        writer.WriteStartObject();
        WriteMembers(writer, state);
        writer.WriteEndObject();
    }

    public static void WriteSnapshot(Utf8JsonWriter writer, FleetState state)
    {
        writer.WriteStartObject();
        WriteMembers(writer, state);
        writer.WriteBoolean("connected"u8, state.Connected);
        writer.WriteNumber("lastSync"u8, state.LastSync);
        writer.WriteNumber("claimsAcquired"u8, state.ClaimsAcquired);
        writer.WriteEndObject();
    }

    /// <summary>Reads either form; members of later versions are ignored.</summary>
    public static FleetProblem? Read(JsonElement element, out FleetState value)
    {
        var o = new ObjectReader(element);
        var agents = o.Required("agents", AgentJson.ListKind);
        var tasks = o.Required("tasks", TaskJson.ListKind);
        var claims = o.Or("claims", ClaimJson.ListKind, []);
        value = FleetState.Empty with
        {
            Activity = o.Required("activity", ActivityJson.ListKind),
            Progress = o.Or("progress", ProgressJson.KindOrNull, null),
            Connected = o.Or("connected", Values.Flag, false),
            LastSync = o.Or("lastSync", Values.Stamp, 0),
            ClaimsAcquired = o.Or("claimsAcquired", Values.Count, 0),
        };
        if (o.Problem is null) value = value.Holding(agents, tasks, claims);
        return o.Problem;
    }

    private static void WriteMembers(Utf8JsonWriter writer, FleetState state)
    {
        writer.WriteList("agents"u8, state.Agents, AgentJson.Write);
        writer.WriteList("tasks"u8, state.Tasks, TaskJson.Write);
        writer.WriteList("activity"u8, state.Activity, ActivityJson.Write);
        writer.WritePropertyName("progress"u8);
        ProgressJson.Write(writer, state.Progress);
        writer.WriteList("claims"u8, state.Claims, ClaimJson.Write);
    }
}
