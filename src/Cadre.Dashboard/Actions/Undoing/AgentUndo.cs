using Cadre.Client;
using Cadre.Fleet;

namespace Cadre.Dashboard.Actions.Undoing;

/// <summary>Takes back that an agent's troubles were declared over.</summary>
internal static class AgentUndo
{
    /// <param name="was">The agent before.</param>
    /// <param name="version">What the action made of it: what somebody else did since is not undone with it.</param>
    public static Undo Of(Agent was, long version) => async (session, cancellationToken) =>
    {
        var patch = new AgentPatch
        {
            Status = was.Status,
            RiskScore = was.RiskScore,
            BlockedTasks = was.BlockedTasks,
            Dependencies = was.Dependencies,
            DelayedOutputs = was.DelayedOutputs,
            Blocker = new(was.Blocker),
        };
        await session.Client.MutateAsync(session.Store.Actions.Edit, new AgentEdit(was.Id, patch, version), cancellationToken: cancellationToken);
        return $"{was.Id} is as it was.";
    };

    /// <summary>What was told cannot be untold; it is told that it holds no more.</summary>
    public static Undo OfAnswer(Agent was, string answer) => async (session, cancellationToken) =>
    {
        var undone = await Of(was, was.Version + 1)(session, cancellationToken);
        await session.Store.Api.AddActivityAsync($"Answer for {was.Id} taken back: {answer}", was.Id.Value, ActivityTypes.Answer, cancellationToken: cancellationToken);
        return undone;
    };
}
