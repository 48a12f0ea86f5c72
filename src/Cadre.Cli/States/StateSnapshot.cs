using System.Text.Json;
using Cadre.Fleet;

namespace Cadre.Cli.States;

/// <summary>The state of a workspace at a cursor.</summary>
internal sealed record StateSnapshot(string Cursor, DateTimeOffset Time, FleetState State)
{
    /// <exception cref="CliException">The answer is not one of a hub that this version understands.</exception>
    public static StateSnapshot Read(JsonElement answer)
    {
        if (answer.TryGetProperty("cursor", out var cursor)
            && answer.TryGetProperty("time", out var time) && time.TryGetInt64(out var milliseconds)
            && answer.TryGetProperty("state", out var json) && FleetJson.TryReadState(json, out var state))
            return new(cursor.ToString(), DateTimeOffset.FromUnixTimeMilliseconds(milliseconds), state);
        throw new CliException("The hub answered with a state that this version of cadre cannot read.", "--json prints it as it is.");
    }
}
