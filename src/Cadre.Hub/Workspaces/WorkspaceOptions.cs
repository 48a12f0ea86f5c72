using Cadre.Fleet;
using Cadre.Hub.Hosting;

namespace Cadre.Hub.Workspaces;

/// <summary>How a workspace keeps its log. The same for all workspaces of a hub.</summary>
internal sealed record WorkspaceOptions
{
    /// <summary>The limits that the rules hold; see <see cref="FleetLimits"/> for the defaults.</summary>
    public FleetLimits Limits { get; init; } = new();

    /// <summary>A snapshot is written after this many events, 100 or more. Default 10,000: about a tenth of a second of replay.</summary>
    public long SnapshotEvery { get; init; } = 10_000;

    /// <summary>What of the past is kept.</summary>
    public RetentionOptions Retention { get; init; } = new();
}
