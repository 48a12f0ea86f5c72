using Cadre.Client;
using Cadre.Dashboard.Sessions;
using Cadre.Fleet;

namespace Cadre.Dashboard.Actions.Undoing;

/// <summary>Brings an agent back as it was, with its task and its claims as far as nobody took them.</summary>
internal static class RetirementUndo
{
    /// <param name="before">The fleet before.</param>
    /// <param name="id">Who was retired.</param>
    public static Undo? Of(FleetState? before, AgentId id)
    {
        if (before?.Agents.Find(id) is not { } was) return null;
        var work = was.CurrentTask is { } current && before.Tasks.Find(current.Id) is { Status: not FleetTaskStatus.Completed } task && (task.AgentId ?? id) == id ? task : null;
        Claim[] claims = [.. before.Claims.Where(claim => claim.AgentId == id)];
        return async (session, cancellationToken) =>
        {
            var now = Restoring.Now(session);
            if (now.Agents.ContainsKey(id)) throw new ActionFormException($"{id} joined the fleet again by itself, so nothing was undone.");
            var free = work is not null && now.Tasks.Find(work.Id) is { } left && left.Version == work.Version + 1 ? left : null;
            var isWhole = work is null || free is not null;
            await Restoring.SendAsync(
                session,
                [
                    new AgentCreated((isWhole ? was : WithoutWork(was)) with { Timestamp = 0 }),
                    .. work is null || free is null ? [] : (FleetEvent[])
                    [
                        new TaskAssigned(work.Id, id, work.Title, 0),
                        .. Restoring.Standing(work, free with { Status = FleetTaskStatus.InProgress }, now),
                        Restoring.Work(was),
                    ],
                    Restoring.Note($"{id} is back; retiring it was undone", id),
                ],
                cancellationToken);
            var lost = await ClaimAsync(session, claims, cancellationToken);
            return $"{id} is back{(work is null ? "" : isWhole ? $" with #{work.Id}" : $", but without #{work.Id}: it changed meanwhile")}.{(lost.Count == 0 ? "" : $" Not claimed again: {string.Join(", ", lost)}.")}";
        };
    }

    private static Agent WithoutWork(Agent agent) => agent with { Status = agent.Status is AgentStatus.Running ? AgentStatus.Idle : agent.Status, CurrentTask = null, Progress = null };

    /// <summary>Claims again what is free.</summary>
    private static async Task<List<string>> ClaimAsync(FleetSession session, Claim[] claims, CancellationToken cancellationToken)
    {
        List<string> lost = [];
        foreach (var claim in claims)
        {
            try
            {
                await ClaimUndo.AcquireAsync(session, claim, cancellationToken);
            }
            catch (HubException)
            {
                lost.Add(claim.Resource);
            }
        }
        return lost;
    }
}
