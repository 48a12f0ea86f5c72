using Cadre.Fleet;
using Cadre.Hub.OpenApi;
using Cadre.Hub.Requests;
using Cadre.Hub.Workspaces;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Cadre.Hub.Native;

/// <summary>Claims: leases on resources.</summary>
internal sealed class ClaimEndpoints(WorkspaceRequests requests, TimeProvider time)
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var endpoints = routes.ServiceProvider.GetRequiredService<ClaimEndpoints>();
        routes.MapOperation(ClaimOperations.List, endpoints.ListAsync);
        routes.MapOperation(ClaimOperations.Acquire, endpoints.AcquireAsync);
        routes.MapOperation(ClaimOperations.Renew, endpoints.RenewAsync);
        routes.MapOperation(ClaimOperations.Release, endpoints.ReleaseAsync);
    }

    private Task ListAsync(HttpContext context)
    {
        var (page, now) = (Paging.Of(context.Request), Now);
        // A claim is over at its time, even before the log says so.
        return requests.ReadAsync(context, (json, point) => page.Write(json, point.State.Claims.Where(c => c.ExpiresAt > now), FleetJson.WriteClaim));
    }

    private Task AcquireAsync(HttpContext context)
    {
        var collection = context.Request.Path;
        return requests.WriteAsync(
            context,
            body => WorkspaceRequests.Required(FleetJson.ReadClaimBody(body, Now, out var problem), problem),
            outcome =>
            {
                // Acquiring what the agent holds already renews it.
                var fact = outcome.Units[0].Facts[^1];
                return fact is ClaimRenewed renewed
                    ? Changed(outcome.After, renewed.ClaimId)
                    : Acquired(collection, outcome.After, ((ClaimAcquired)fact).Claim.Id);
            });
    }

    private Task RenewAsync(HttpContext context)
    {
        var id = IdOf(context);
        return requests.WriteAsync(
            context,
            body => WorkspaceRequests.Required(FleetJson.ReadClaimRenewal(id, body, Now, out var problem), problem),
            outcome => Changed(outcome.After, id));
    }

    private Task ReleaseAsync(HttpContext context)
    {
        var id = IdOf(context);
        return requests.WriteAsync(
            context, _ => new ClaimReleased(id, ClaimReleaseReason.Released, 0), outcome => Replies.Done(outcome.After));
    }

    private static ClaimId IdOf(HttpContext context) => new(RouteIds.Text(context, "id"));

    private static Reply Acquired(PathString collection, FleetPoint point, ClaimId id) =>
        Replies.Created(Changed(point, id), $"{collection}/{Uri.EscapeDataString(id.Value)}");

    private static Reply Changed(FleetPoint point, ClaimId id)
    {
        var claim = point.State.Claims[id];
        return Replies.Changed(point, claim, claim.Version, FleetJson.WriteClaim);
    }

    private long Now => time.GetUtcNow().ToUnixTimeMilliseconds();
}
