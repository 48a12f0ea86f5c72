using Cadre.Fleet;

namespace Cadre.Client;

/// <summary>Changes members of an agent.</summary>
/// <param name="Id">The agent.</param>
/// <param name="Patch">What changes.</param>
/// <param name="Version">Only if the agent has this version, or else <see cref="HubVersionException"/>; null: whatever it has.</param>
public sealed record AgentEdit(AgentId Id, AgentPatch Patch, long? Version = null);

/// <summary>Changes title, status or progress of a task.</summary>
/// <param name="Id">The task.</param>
/// <param name="Patch">What changes.</param>
/// <param name="Version">Only if the task has this version, or else <see cref="HubVersionException"/>; null: whatever it has.</param>
public sealed record TaskEdit(TaskId Id, TaskPatch Patch, long? Version = null);
