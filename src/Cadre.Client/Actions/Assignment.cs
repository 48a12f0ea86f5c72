using System.Collections.Immutable;
using Cadre.Fleet;

namespace Cadre.Client;

/// <summary>Gives a task to an agent.</summary>
/// <param name="Task">The task.</param>
/// <param name="Agent">Who takes it.</param>
/// <param name="Title">What the agent shows for it until the hub says; null: <c>Task #n</c>.</param>
public sealed record Assignment(TaskId Task, AgentId Agent, string? Title = null);

/// <summary>Takes a task from one agent and gives it to another.</summary>
/// <param name="Task">The task.</param>
/// <param name="From">Who holds it now.</param>
/// <param name="To">Who takes it.</param>
/// <param name="Title">What the agent shows for it until the hub says; null: <c>Task #n</c>.</param>
public sealed record Reallocation(TaskId Task, AgentId From, AgentId To, string? Title = null);

/// <summary>Lets a task wait for others.</summary>
/// <param name="Task">The task.</param>
/// <param name="BlockedBy">What it waits for, in place of what it waited for.</param>
public sealed record Blocking(TaskId Task, ImmutableArray<TaskId> BlockedBy);
