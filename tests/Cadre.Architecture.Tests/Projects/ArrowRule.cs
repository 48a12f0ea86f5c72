namespace Cadre.Architecture.Tests.Projects;

/// <summary>Finds arrows between projects that the house does not have.</summary>
internal static class ArrowRule
{
    public static IEnumerable<string> Violations(IReadOnlyList<ProjectFile> projects, IReadOnlyList<Room> house)
    {
        foreach (var project in projects)
        {
            if (house.FirstOrDefault(room => room.IsCalled(project.Name)) is not { } room)
            {
                yield return $"{project.Name} is not in the house; add it to {nameof(House)} with what it may use.";
                continue;
            }

            foreach (var target in project.Projects.Where(target => !room.Allows(target)))
                yield return $"{project.Name} → {target} is not an arrow of the house; it may use {List(room.MayUse)}.";
            if (project.AspNetCore && !room.AspNetCore)
                yield return $"{project.Name} refers to ASP.NET Core, which it may not.";
            foreach (var package in project.Packages.Where(package => !room.AspNetCore && IsServerPackage(package) && !room.Packages.Contains(package)))
                yield return $"{project.Name} refers to {package}, which belongs to servers.";
        }
    }

    private static bool IsServerPackage(string package) =>
        package.StartsWith("Microsoft.AspNetCore", StringComparison.Ordinal) || package.StartsWith("Microsoft.Extensions", StringComparison.Ordinal);

    private static string List(IReadOnlyList<string> names) => names.Count == 0 ? "nothing" : string.Join(", ", names);
}
