using Cadre.Dashboard.Sessions;
using Cadre.Fleet;

namespace Cadre.Dashboard.Actions.Undoing;

/// <summary>Takes back that a claim ended.</summary>
internal static class ClaimUndo
{
    private const long LeastLease = 1_000;

    /// <param name="was">The claim before.</param>
    public static Undo Of(Claim was) => async (session, cancellationToken) =>
    {
        if (LeftOf(session, was) < LeastLease) throw new ActionFormException($"{was.Resource} would have been free by now anyway, so nothing was undone.");
        await AcquireAsync(session, was, cancellationToken);
        return $"{was.AgentId} holds {was.Resource} again.";
    };

    /// <summary>Claims again, for as long as it was claimed; nothing if that time is over.</summary>
    public static async Task AcquireAsync(FleetSession session, Claim was, CancellationToken cancellationToken)
    {
        if (LeftOf(session, was) is >= LeastLease and var left)
            await session.Store.Api.AcquireClaimAsync(was.AgentId, was.Resource, was.Mode, TimeSpan.FromSeconds(left / 1_000), was.Note, cancellationToken: cancellationToken);
    }

    private static long LeftOf(FleetSession session, Claim was) => was.ExpiresAt - session.Time.GetUtcNow().ToUnixTimeMilliseconds();
}
