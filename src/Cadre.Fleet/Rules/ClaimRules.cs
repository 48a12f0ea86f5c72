using System.Text.Json;

namespace Cadre.Fleet;

/// <summary>Claims are leases by the hub's clock: a sender's own clock never lengthens one.</summary>
internal static class ClaimRules
{
    private const long LongestLease = 86_400_000;

    public static Decision Acquire(FleetState state, Claim claim, DecisionContext context)
    {
        if (!state.Agents.ContainsKey(claim.AgentId)) return context.Unknown("agent", claim.AgentId.Value, "/agentId");
        if (!ClaimResource.TryNormalize(claim.Resource, out var resource))
            return Answers.Refuse(Answers.Invalid("/resource", $"'{claim.Resource}'", ClaimResource.Expected));
        var problem = EntityChecks.Text(claim.Note, "/note", context.Limits.MaxTitleLength) ?? Lease(claim.ExpiresAt, context.Now);
        if (problem is not null) return Answers.Refuse(problem);

        var live = state.Claims.Where(other => other.ExpiresAt > context.Now).ToList();
        var holders = live.Where(other => Excludes(other, claim, resource)).ToList();
        if (holders.Count > 0) return Answers.Refuse(Held(resource, holders));

        var own = live.Find(other => other.AgentId == claim.AgentId && other.Resource == resource);
        if (own?.Mode == claim.Mode) return Answers.Accept(new ClaimRenewed(own.Id, claim.ExpiresAt, context.Stamp(0, own.AcquiredAt)));
        if (claim.Id != default && state.Claims.ContainsKey(claim.Id)) return Answers.AlreadyExists("claim", claim.Id.Value);
        if (claim.Id != default && !Ranges.IsClaimId(claim.Id)) return Answers.Refuse(Answers.Invalid("/id", $"'{claim.Id}'", Values.ClaimId.Expected));
        if (own is null && live.Count >= context.Limits.MaxClaims) return Answers.LimitReached("claims", context.Limits.MaxClaims);

        var acquired = claim with
        {
            Id = claim.Id == default ? NextId(state) : claim.Id,
            Resource = resource,
            AcquiredAt = context.Stamp(claim.AcquiredAt, 0),
            Version = 1,
        };
        return Answers.Accept([
            .. Expired(state, context.Now),
            .. own is null ? [] : (ReadOnlySpan<FleetEvent>)[new ClaimReleased(own.Id, ClaimReleaseReason.Released, context.Stamp(0, own.AcquiredAt))],
            new ClaimAcquired(acquired),
        ]);
    }

    public static Decision Renew(FleetState state, ClaimRenewed renewed, DecisionContext context)
    {
        if (!state.Claims.TryGetValue(renewed.ClaimId, out var claim)) return context.Unknown("claim", renewed.ClaimId.Value, "/claimId");
        var problem = context.VersionMismatch("claim", claim.Id.Value, claim.Version) ?? Lease(renewed.ExpiresAt, context.Now);
        if (problem is not null) return Answers.Refuse(problem);
        var expired = $"The claim '{claim.Id}' expired at {Stamps.ToIso(claim.ExpiresAt)}; acquire the resource again.";
        return claim.ExpiresAt <= context.Now
            ? Answers.Refuse(new(ProblemCodes.InvalidTransition, expired))
            : Answers.Accept(renewed with { Timestamp = context.Stamp(renewed.Timestamp, claim.AcquiredAt) });
    }

    public static Decision Release(FleetState state, ClaimReleased released, DecisionContext context)
    {
        if (!state.Claims.TryGetValue(released.ClaimId, out var claim)) return context.Unknown("claim", released.ClaimId.Value, "/claimId");
        if (context.VersionMismatch("claim", claim.Id.Value, claim.Version) is { } problem) return Answers.Refuse(problem);
        return released.Reason is ClaimReleaseReason.Expired && claim.ExpiresAt > context.Now
            ? new Decision.Ignored($"claim '{claim.Id}' was renewed and lasts until {Stamps.ToIso(claim.ExpiresAt)}")
            : Answers.Accept(released with { Timestamp = context.Stamp(released.Timestamp, claim.AcquiredAt) });
    }

    public static IEnumerable<FleetEvent> Expired(FleetState state, long now) => state.Claims
        .Where(claim => claim.ExpiresAt <= now)
        .Select(claim => new ClaimReleased(claim.Id, ClaimReleaseReason.Expired, Math.Max(now, claim.AcquiredAt)));

    public static IEnumerable<Claim> HeldBy(FleetState state, AgentId agent) => state.Claims.Where(claim => claim.AgentId == agent);

    private static bool Excludes(Claim held, Claim wanted, string resource) =>
        held.AgentId != wanted.AgentId
        && (held.Mode is ClaimMode.Exclusive || wanted.Mode is ClaimMode.Exclusive)
        && ClaimResource.Overlap(held.Resource, resource);

    private static FleetProblem? Lease(long expiresAt, long now) => expiresAt > now && expiresAt - now <= LongestLease
        ? null
        : Answers.Invalid("/expiresAt", Stamps.ToIso(expiresAt), $"a time within 24 hours after {Stamps.ToIso(now)}");

    private static FleetProblem Held(string resource, List<Claim> holders)
    {
        var first = holders[0];
        var others = holders.Count > 1 ? $" and {holders.Count - 1} more" : "";
        return new(ProblemCodes.Conflict, $"{resource} overlaps {first.Resource}, held by '{first.AgentId}' until {Stamps.ToIso(first.ExpiresAt)}{others}.")
        {
            Pointer = "/resource",
            Value = resource,
            Extras = Answers.Extra("holders", ClaimJson.Holders(holders)),
        };
    }

    private static ClaimId NextId(FleetState state)
    {
        var number = state.ClaimsAcquired + 1;
        while (state.Claims.ContainsKey(Named(number))) number++;
        return Named(number);

        static ClaimId Named(long number) => new($"claim-{number}");
    }
}
