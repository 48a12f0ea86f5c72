namespace Cadre.Fleet;

/// <summary>Where a value of an action stood in the message it was mapped from.</summary>
internal static class MessagePointers
{
    private static readonly (string InAction, string InMessage)[] Renamed =
    [
        ("/payload/updates/", "/"), ("/payload/agentId", "/agent_id"), ("/payload/taskId", "/task_id"), ("/payload/taskTitle", "/task_title"),
        ("/payload/blockedBy", "/blocked_by"), ("/payload/id", "/agent_id"), ("/payload/type", "/agent_type"), ("/payload/", "/"),
    ];

    public static string? OfAction(string? pointer)
    {
        foreach (var (inAction, inMessage) in Renamed)
        {
            if (pointer?.StartsWith(inAction, StringComparison.Ordinal) is true) return string.Concat(inMessage, pointer.AsSpan(inAction.Length));
        }
        return pointer;
    }
}
