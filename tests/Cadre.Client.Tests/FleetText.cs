using System.Text;
using System.Text.Json;
using Cadre.Fleet;

namespace Cadre.Client.Tests;

/// <summary>What a fleet has, as text: records compare lists by reference.</summary>
internal static class FleetText
{
    public static string Of(FleetState state) => Of(json => FleetJson.WriteState(json, state));

    public static string Of(Agent agent) => Of(json => FleetJson.WriteAgent(json, agent));

    public static string Of(FleetTask task) => Of(json => FleetJson.WriteTask(json, task));

    public static string Of(IEnumerable<Agent>? agents) => agents is null ? "none" : string.Join('\n', agents.Select(Of));

    public static string Of(IEnumerable<FleetTask>? tasks) => tasks is null ? "none" : string.Join('\n', tasks.Select(Of));

    private static string Of(Action<Utf8JsonWriter> write)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer)) write(json);
        return Encoding.UTF8.GetString(buffer.ToArray());
    }
}
