using Cadre.Fleet;

namespace Cadre.Hub.Workspaces;

/// <summary>An event of the log with the states around it, as the formats of the live feeds need it.</summary>
internal readonly record struct AppliedEvent(
    long Sequence, long Time, FleetEvent Event, ReadOnlyMemory<byte> Record, FleetState Before, FleetState After);
