using Cadre.Fleet;

namespace Cadre.Dashboard.Components.Ask;

/// <summary>What can be chosen, the best first.</summary>
internal static class Choices
{
    /// <summary>The most that a dialog shows.</summary>
    public const int Most = 50;

    /// <summary>From how many on a search is worth its place.</summary>
    public const int Many = 12;

    /// <summary>Who could take a task: free ones before those at work, of them those of the holder's type first, and those in trouble last.</summary>
    /// <param name="agents">In the order in which they joined.</param>
    /// <param name="holder">Who holds it now; null: nobody.</param>
    public static IEnumerable<Agent> Takers(IReadOnlyCollection<Agent> agents, AgentId? holder)
    {
        var type = agents.FirstOrDefault(agent => agent.Id == holder)?.Type;
        return agents
            .Where(agent => agent.Id != holder)
            .OrderBy(static agent => Needs.Somebody(agent))
            .ThenBy(static agent => agent.Status is AgentStatus.Running)
            .ThenBy(agent => type is not null && agent.Type != type);
    }

    /// <summary>Tasks that somebody could take: those that wait for nothing first.</summary>
    /// <param name="tasks">In the order in which they were created.</param>
    public static IEnumerable<FleetTask> Pending(IReadOnlyCollection<FleetTask> tasks)
    {
        var open = tasks.Where(static task => task.Status is not (FleetTaskStatus.Completed or FleetTaskStatus.Failed)).Select(static task => task.Id).ToHashSet();
        return tasks.Where(static task => task.Status is FleetTaskStatus.Pending).OrderBy(task => task.BlockedBy.Any(open.Contains));
    }

    /// <summary>Whether each word of a search is in one of the texts.</summary>
    public static bool Has(string? search, params ReadOnlySpan<string?> texts)
    {
        foreach (var word in (search ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            var found = false;
            foreach (var text in texts) found |= text?.Contains(word, StringComparison.OrdinalIgnoreCase) == true;
            if (!found) return false;
        }
        return true;
    }

    /// <summary>The agents that an address names; a name may have a comma in it, so what is one agent is not taken apart.</summary>
    public static IReadOnlyList<string> Named(string? text, IReadOnlySet<string> known) => text switch
    {
        null or "" => [],
        _ when known.Contains(text) => [text],
        _ => text.Split(','),
    };
}
