namespace Cadre.Fleet;

/// <summary>The task an agent says it is working on; the task itself need not be known.</summary>
public sealed record CurrentTask(TaskId Id, string Title);
