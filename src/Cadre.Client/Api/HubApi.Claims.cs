using Cadre.Fleet;
using Cadre.Live;

namespace Cadre.Client;

public sealed partial class HubApi
{
    /// <summary>What is held now.</summary>
    public async Task<HubPage<Claim>> GetClaimsAsync(CancellationToken cancellationToken = default) =>
        (await _requests.GetAsync("/claims", cancellationToken, ("limit", 10_000))).Page<Claim>(FleetJson.ReadClaim);

    /// <summary>Holds a resource; what the agent holds already is renewed.</summary>
    /// <param name="agent">Who holds it.</param>
    /// <param name="resource">As <c>kind:pattern</c>: <c>path:src/**</c>, <c>port:5432</c>.</param>
    /// <param name="mode">Whether others may hold it too.</param>
    /// <param name="lasting">For how long without renewal, 1 s to a day; null: 15 minutes.</param>
    /// <param name="note">What for.</param>
    /// <param name="options">What the write may depend on.</param>
    /// <param name="cancellationToken">Cancels the request.</param>
    /// <exception cref="HubConflictException">Somebody else holds it; the problem says who and until when.</exception>
    public async Task<HubAnswer<Claim>> AcquireClaimAsync(
        AgentId agent, string resource, ClaimMode mode = ClaimMode.Exclusive, TimeSpan? lasting = null, string? note = null,
        WriteOptions? options = null, CancellationToken cancellationToken = default) =>
        (await WriteAsync(HttpMethod.Post, "/claims", options, cancellationToken, json =>
        {
            json.WriteString("agentId"u8, agent.Value);
            json.WriteString("resource"u8, resource);
            json.WriteString("mode"u8, mode.ToWireName());
            if (lasting is { } time) json.WriteNumber("ttlSeconds"u8, (long)time.TotalSeconds);
            if (note is not null) json.WriteString("note"u8, note);
        })).Changed<Claim>(FleetJson.ReadClaim);

    /// <summary>Lets a claim last longer, from now on.</summary>
    public async Task<HubAnswer<Claim>> RenewClaimAsync(ClaimId id, TimeSpan? lasting = null, WriteOptions? options = null, CancellationToken cancellationToken = default) =>
        (await WriteAsync(HttpMethod.Post, $"{PathOf(id)}/renew", options, cancellationToken, json =>
        {
            if (lasting is { } time) json.WriteNumber("ttlSeconds"u8, (long)time.TotalSeconds);
        })).Changed<Claim>(FleetJson.ReadClaim);

    /// <summary>Gives a claim back.</summary>
    /// <returns>Where the log stands after it.</returns>
    public async Task<StreamCursor> ReleaseClaimAsync(ClaimId id, WriteOptions? options = null, CancellationToken cancellationToken = default) =>
        (await WriteAsync(HttpMethod.Delete, PathOf(id), options, cancellationToken)).Cursor;

    private static string PathOf(ClaimId id) => $"/claims/{Uri.EscapeDataString(id.Value)}";
}
