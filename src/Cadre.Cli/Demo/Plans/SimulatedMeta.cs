using System.Text.Json;

namespace Cadre.Cli.Demo.Plans;

/// <summary>What every agent of the simulation bears, so that nobody takes it for a real one.</summary>
internal static class SimulatedMeta
{
    public static JsonElement Plain { get; } = JsonElement.Parse("""{"simulated":true}""");

    /// <summary>That of one that asks whether it may run a command.</summary>
    public static JsonElement Asking(string command) => JsonSerializer.SerializeToElement(new { simulated = true, kind = "approval", command });
}
