using Cadre.Fleet;

namespace Cadre.Cli.Demo.Plans;

/// <summary>A feature as tasks that wait for each other; the title of each begins with the epic's name.</summary>
internal sealed record Epic(string Name, IReadOnlyList<Step> Steps)
{
    private static readonly Dictionary<string, string> Types =
        Shapes.All.SelectMany(shape => shape).DistinctBy(step => step.Work).ToDictionary(step => step.Work, step => step.Type, StringComparer.Ordinal);

    private static readonly Dictionary<string, string> Areas = Feature.All.ToDictionary(feature => feature.Title, feature => feature.Area, StringComparer.Ordinal);

    /// <summary>The first epic that the fleet has not planned yet; when all are, their next versions.</summary>
    public static Epic Next(FleetState fleet)
    {
        var planned = fleet.Tasks.Select(task => NameOf(task.Title)).ToHashSet(StringComparer.Ordinal);
        for (var number = 0; ; number++)
        {
            var (round, index) = Math.DivRem(number, Feature.All.Count);
            var name = Feature.All[index].Title + (round == 0 ? "" : $" v{round + 1}");
            if (!planned.Contains(name)) return new(name, Shapes.All[number % Shapes.All.Count]);
        }
    }

    public string TitleOf(Step step) => $"{Name}: {step.Work}";

    /// <summary>The type of agent that a task is meant for; null if anyone will do.</summary>
    public static string? TypeOf(FleetTask task) => Types.GetValueOrDefault(task.Title[(task.Title.IndexOf(": ", StringComparison.Ordinal) + 2)..]);

    /// <summary>The folder that a task is about, without versions.</summary>
    public static string AreaOf(FleetTask task)
    {
        var name = NameOf(task.Title);
        return Areas.GetValueOrDefault(name) ?? Areas.GetValueOrDefault(name[..Math.Max(0, name.LastIndexOf(" v", StringComparison.Ordinal))]) ?? "shared";
    }

    private static string NameOf(string title) => title[..Math.Max(0, title.IndexOf(": ", StringComparison.Ordinal))];
}

/// <summary>One task of an epic.</summary>
/// <param name="Work">What is to be done.</param>
/// <param name="Type">Who is meant to do it.</param>
/// <param name="After">The steps it waits for, by place.</param>
internal sealed record Step(string Work, string Type, params int[] After);
