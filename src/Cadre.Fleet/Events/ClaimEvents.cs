namespace Cadre.Fleet;

/// <summary>An agent holds a resource.</summary>
/// <param name="Claim">The claim; a proposal without id asks for one.</param>
public sealed record ClaimAcquired(Claim Claim) : FleetEvent
{
    /// <inheritdoc/>
    public override string Type => EventTypes.ClaimAcquired;
}

/// <summary>A claim lasts longer.</summary>
/// <param name="ClaimId">Which claim.</param>
/// <param name="ExpiresAt">Until when, Unix milliseconds.</param>
/// <param name="Timestamp">When it was renewed, Unix milliseconds; 0 in a proposal asks for the time of the decision.</param>
public sealed record ClaimRenewed(ClaimId ClaimId, long ExpiresAt, long Timestamp) : FleetEvent
{
    /// <inheritdoc/>
    public override string Type => EventTypes.ClaimRenewed;
}

/// <summary>A claim ended.</summary>
/// <param name="ClaimId">Which claim.</param>
/// <param name="Reason">Why.</param>
/// <param name="Timestamp">When, Unix milliseconds; 0 in a proposal asks for the time of the decision.</param>
public sealed record ClaimReleased(ClaimId ClaimId, ClaimReleaseReason Reason, long Timestamp) : FleetEvent
{
    /// <inheritdoc/>
    public override string Type => EventTypes.ClaimReleased;
}
