namespace Cadre.Fleet;

/// <summary>Why a claim ended.</summary>
public enum ClaimReleaseReason
{
    /// <summary>Its holder or an operator gave it back.</summary>
    Released,

    /// <summary>Its time ran out.</summary>
    Expired,

    /// <summary>Its holder left the fleet.</summary>
    Retired,
}
