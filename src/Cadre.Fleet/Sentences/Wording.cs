using System.Globalization;

namespace Cadre.Fleet;

/// <summary>How predictions and sentences speak to people: numbers first, names as far as they can be read at a glance.</summary>
internal static class Wording
{
    private const int MostNames = 3;
    private const int LongestQuote = 80;
    private const int LongestTitle = 50;

    public static string Count(long count, string noun) => count == 1 ? $"1 {noun}" : $"{count.ToString("N0", CultureInfo.InvariantCulture)} {noun}s";

    /// <summary>"3 agents wait", "1 agent waits".</summary>
    public static string Wait(int count, string noun) => $"{Count(count, noun)} wait{(count == 1 ? "s" : "")}";

    /// <summary>The reason "3 agents wait for it: ada, bob and cyd", if any do.</summary>
    public static IEnumerable<string> WaitForIt(IReadOnlyCollection<AgentId> agents) => WaitFor("it", agents);

    public static IEnumerable<string> WaitFor(string what, IReadOnlyCollection<AgentId> agents) =>
        agents.Count == 0 ? [] : [$"{Wait(agents.Count, "agent")} for {what}: {Names(agents)}"];

    /// <summary>The reason "holds 2 tasks in progress: #1 and #2", if it does.</summary>
    public static IEnumerable<string> InProgress(IReadOnlyCollection<FleetTask> tasks) =>
        tasks.Count == 0 ? [] : [$"holds {Count(tasks.Count, "task")} in progress: {Names(tasks.Select(task => task.Id))}"];

    /// <summary>The reason "and 4 more", if there are more.</summary>
    public static IEnumerable<string> AndMore(int count, string noun) => count > 0 ? [$"and {Count(count, $"more {noun}")}"] : [];

    public static string Unknown(string agent) => $"{agent} is unknown to the fleet: it left or never joined";

    public static string Names(IEnumerable<AgentId> agents) => Names([.. agents.Select(agent => agent.Value)]);

    public static string Names(IEnumerable<TaskId> tasks) => Names([.. tasks.Select(task => $"#{task}")]);

    /// <summary>"ada, bob and cyd"; "ada, bob, cyd and 4 more".</summary>
    public static string Names(IReadOnlyCollection<string> names)
    {
        if (names.Count > MostNames + 1) return $"{string.Join(", ", names.Take(MostNames))} and {names.Count - MostNames} more";
        return names.Count < 2 ? string.Concat(names) : $"{string.Join(", ", names.SkipLast(1))} and {names.Last()}";
    }

    /// <summary>"#4 "Mend the login"".</summary>
    public static string Titled(FleetTask task) => task.Title.Length == 0 ? $"#{task.Id}" : $"#{task.Id} \"{Cut(task.Title, LongestTitle)}\"";

    public static string Quote(string text) => $"\"{Cut(text, LongestQuote)}\"";

    /// <summary>"42 min", "3 h 5 min", "12 days".</summary>
    public static string Span(TimeSpan span) => span switch
    {
        { TotalHours: < 2 } => $"{(int)span.TotalMinutes} min",
        { TotalDays: < 2 } => span.Minutes == 0 ? $"{(int)span.TotalHours} h" : $"{(int)span.TotalHours} h {span.Minutes} min",
        _ => Count((int)span.TotalDays, "day"),
    };

    /// <summary>"33.3", "40".</summary>
    public static string Number(double number) => number.ToString("0.#", CultureInfo.InvariantCulture);

    public static string OneLine(string text) => text.ReplaceLineEndings(" ").Trim();

    private static string Cut(string text, int longest)
    {
        var line = OneLine(text);
        if (line.Length <= longest) return line;
        return $"{line.AsSpan(0, char.IsHighSurrogate(line[longest - 1]) ? longest - 1 : longest)}…";
    }
}
