namespace Cadre.Architecture.Tests.Projects;

/// <summary>The projects there may be and what each may refer to directly. Arrows go down only.</summary>
internal static class House
{
    public static IReadOnlyList<Room> Rooms { get; } =
    [
        new("Cadre.Cli", ["Cadre.Dashboard", "Cadre.Hub", "Cadre.Client", "Cadre.Live", "Cadre.Streams", "Cadre.Fleet", "Cadre.Query"], AspNetCore: true),
        new("Cadre.Dashboard", ["Cadre.Client", "Cadre.Query.Razor", "Cadre.Pages"], AspNetCore: true),
        new("Cadre.Hub", ["Cadre.Fleet", "Cadre.Streams"], AspNetCore: true),
        new("Cadre.Client", ["Cadre.Fleet", "Cadre.Query", "Cadre.Live"], AspNetCore: false)
        {
            Packages =
            [
                "Microsoft.Extensions.Configuration.Abstractions", "Microsoft.Extensions.DependencyInjection.Abstractions", "Microsoft.Extensions.Options",
            ],
        },
        new("Cadre.Pages", [], AspNetCore: true),
        new("Cadre.Query.Razor", ["Cadre.Query"], AspNetCore: true),
        new("Cadre.Query.Testing", ["Cadre.Query"], AspNetCore: false),
        new("Cadre.Live", ["Cadre.Query"], AspNetCore: false),
        new("Cadre.Streams", [], AspNetCore: true),
        new("Cadre.Fleet", [], AspNetCore: false),
        new("Cadre.Query", [], AspNetCore: false),
        new("Leads.*", ["Leads.*", "Cadre.Streams", "Cadre.Query", "Cadre.Live", "Cadre.Pages"], AspNetCore: true),
    ];
}

/// <summary>A project of the house.</summary>
/// <param name="Name">Its name; a star at the end stands for any ending.</param>
/// <param name="MayUse">The projects it may refer to.</param>
/// <param name="AspNetCore">Whether it may use the web framework.</param>
internal sealed record Room(string Name, IReadOnlyList<string> MayUse, bool AspNetCore)
{
    /// <summary>The packages of servers that it may use all the same.</summary>
    public IReadOnlyList<string> Packages { get; init; } = [];

    public bool IsCalled(string project) => Matches(Name, project);

    public bool Allows(string project) => MayUse.Any(pattern => Matches(pattern, project));

    private static bool Matches(string pattern, string project) =>
        pattern.EndsWith('*') ? project.StartsWith(pattern[..^1], StringComparison.Ordinal) : pattern == project;
}
