namespace Cadre.Fleet;

internal static class ClaimTransitions
{
    public static FleetState Acquire(FleetState state, Claim claim) => Stamps.IsUsable(claim.AcquiredAt)
        ? state with
        {
            Claims = state.Claims.SetItem(claim.Id, claim with { Version = (state.Claims.Find(claim.Id)?.Version ?? 0) + 1 }),
            ClaimsAcquired = state.ClaimsAcquired + 1,
        }
        : state;

    public static FleetState Renew(FleetState state, ClaimRenewed renewed) =>
        Stamps.IsUsable(renewed.Timestamp) && state.Claims.TryGetValue(renewed.ClaimId, out var claim)
            ? state with { Claims = state.Claims.SetItem(claim.Id, claim with { ExpiresAt = renewed.ExpiresAt, Version = claim.Version + 1 }) }
            : state;

    public static FleetState Release(FleetState state, ClaimId id) =>
        state.Claims.ContainsKey(id) ? state with { Claims = state.Claims.Remove(id) } : state;

    public static EntityMap<ClaimId, Claim> WithoutClaimsOf(EntityMap<ClaimId, Claim> claims, AgentId holder)
    {
        var rest = claims;
        foreach (var claim in claims)
        {
            if (claim.AgentId == holder) rest = rest.Remove(claim.Id);
        }
        return rest;
    }
}
