using Cadre.Streams;

namespace Cadre.Hub.Workspaces;

/// <summary>How one contract shows the events of a workspace.</summary>
internal interface IFeedFormat
{
    string Name { get; }

    /// <summary>Whether <see cref="Encode"/> needs the states around an event, not only its record.</summary>
    bool NeedsStates { get; }

    /// <summary>The event as this contract sends it; an empty frame when the contract has no word for it.</summary>
    Frame Encode(in AppliedEvent e, Cursor cursor);

    /// <summary>Tells a reader that its cursor cannot be resumed, and where things stand.</summary>
    Frame Reset(ResetReason reason, FleetPoint point);
}
