using Cadre.Client;
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
        return new ActionDone(before is null ? $"{id} is released." : $"{before.Resource} is free again; {before.AgentId} held it.");
    });

    private static ClaimId Claim(ActionForm form) => new(form.Need("claim"));
}
