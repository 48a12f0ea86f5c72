using FsCheck;
using FsCheck.Fluent;

namespace Cadre.Fleet.Tests.Messages;

/// <summary>Messages with members of any kind of value, right and wrong.</summary>
internal static class AnyMessage
{
    private static readonly string[] Members =
    [
        "project_id", "timestamp", "agent_id", "agent_type", "status", "provider", "current_task", "progress", "task_id", "task_title", "blocked_by", "message",
        "activity_type", "agent", "completed_tasks", "total_tasks", "percentage", "blocker", "question", "created_at", "resumed_at", "commit_hash", "files_changed",
    ];

    private static readonly Gen<string> Values = Gen.Elements(
        "1", "1", "0", "-1", "1.5", "1e999", "1e-999", "12345678901234567890", "null", "true", "false", "\"\"", "\"x\"", "\"idle\"", "\"done\"", "\"2023-11-14T22:13:20Z\"",
        "\"2023-11-14T22:13:20Z\"", "\"1\"", "[]", "[1,2]", "[null]", "{}", """{"id":1,"title":"t"}""", """{"id":"x"}""", """{"agent_id":"x","question":"q"}""",
        "\"\\ud800\"", "\"\\u0000\"", "[[[[[[[[]]]]]]]]", "\"" + new string('x', 300) + "\"");

    private static readonly Gen<string> Pairs =
        from name in Gen.Elements(Members)
        from value in Values
        select $"\"{name}\":{value}";

    public static Gen<string> Texts { get; } =
        from type in Gen.Elements([.. MessageTypes.All.Select(type => $"\"{type}\""), "7", "null", "\"nope\""])
        from length in Gen.Choose(0, 12)
        from pairs in Pairs.ListOf(length)
        select $"{{\"type\":{type}{string.Concat(pairs.Select(pair => "," + pair))}}}";
}
