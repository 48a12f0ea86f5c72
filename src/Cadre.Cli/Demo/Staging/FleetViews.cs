using System.Text.Json;
using Cadre.Fleet;

namespace Cadre.Cli.Demo.Staging;

/// <summary>Questions that scenes ask about a fleet.</summary>
internal static class FleetViews
{
    extension(Agent agent)
    {
        /// <summary>Whether it is one of ours: real agents may work in the same workspace, and are left alone.</summary>
        public bool IsSimulated => agent.Meta is { ValueKind: JsonValueKind.Object } meta && meta.TryGetProperty("simulated", out var mark) && mark.ValueKind == JsonValueKind.True;

        public bool IsStuck => agent.Status is AgentStatus.Blocked or AgentStatus.Error;
    }

    extension(FleetState fleet)
    {
        /// <summary>The task that an agent works on, if the fleet agrees that it does.</summary>
        public FleetTask? WorkOf(Agent agent) =>
            agent.CurrentTask is { } current && fleet.Tasks.Find(current.Id) is { Status: FleetTaskStatus.InProgress } task && task.AgentId == agent.Id ? task : null;

        public IEnumerable<FleetTask> InProgressOf(AgentId agent) => fleet.Tasks.Where(task => task.Status is FleetTaskStatus.InProgress && task.AgentId == agent);

        public IEnumerable<FleetTask> Open => fleet.Tasks.Where(task => task.Status is not FleetTaskStatus.Completed);

        public IEnumerable<FleetTask> Ready => fleet.Tasks.Where(task => task.Status is FleetTaskStatus.Pending && task.BlockedBy.IsEmpty);

        public IEnumerable<FleetTask> BehindOf(TaskId task) => fleet.Tasks.Where(other => other.Status is FleetTaskStatus.Blocked && other.BlockedBy.Contains(task));

        /// <summary>What a person answered to an agent since it asked; null if nothing was, or not in words.</summary>
        public string? AnswerTo(AgentId agent, string question) => fleet.Activity
            .Where(item => item.Agent == agent.Value)
            .TakeWhile(item => item.Message != question)
            .FirstOrDefault(item => item.Type == ActivityTypes.Answer) is { Detail: { ValueKind: JsonValueKind.Object } detail } && detail.TryGetProperty("answer", out var answer) ? answer.GetString() : null;

        public IEnumerable<Claim> ClaimsOf(AgentId agent) => fleet.Claims.Where(claim => claim.AgentId == agent);
    }
}
