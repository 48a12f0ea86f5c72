using Cadre.Client;
using Cadre.Dashboard.Actions.Undoing;
using Cadre.Fleet;

namespace Cadre.Dashboard.Actions;

/// <summary>What is done about claims.</summary>
internal static class ClaimDeeds
{
    public static FleetAction Release { get; } = new("release", "Release", "Releasing…", static form => Subjects.Of(Claim(form)), async (session, form, cancellationToken) =>
    {
        var id = Claim(form);
        var before = session.Store.State?.State.Claims.Find(id);
        await session.Client.MutateAsync(session.Store.Actions.Release, id, cancellationToken: cancellationToken);
        return before is null ? new ActionDone($"{id} is released.") : new ActionDone($"{before.Resource} is free again; {before.AgentId} held it.", ClaimUndo.Of(before));
    });

    private static ClaimId Claim(ActionForm form) => new(form.Need("claim"));
}
