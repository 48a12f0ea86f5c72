namespace Cadre.Fleet;

/// <summary>A client's connection to its hub came up or went down. Known to the client only; a hub refuses it.</summary>
public sealed record ConnectionChanged(bool Connected) : FleetEvent
{
    /// <inheritdoc/>
    public override string Type => EventTypes.ConnectionChanged;
}
