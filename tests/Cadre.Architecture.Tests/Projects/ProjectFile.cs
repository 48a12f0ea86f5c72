using System.Xml.Linq;

namespace Cadre.Architecture.Tests.Projects;

/// <summary>What a project file says that the house has rules for.</summary>
internal sealed record ProjectFile(string Name, IReadOnlyList<string> Projects, IReadOnlyList<string> Packages, bool AspNetCore)
{
    public static ProjectFile Parse(string name, string xml)
    {
        var project = XElement.Parse(xml);
        var frameworks = Includes(project, "FrameworkReference");
        return new(
            name,
            [.. Includes(project, "ProjectReference").Select(path => Path.GetFileNameWithoutExtension(path.Replace('\\', '/')))],
            [.. Includes(project, "PackageReference")],
            frameworks.Contains("Microsoft.AspNetCore.App") || (string?)project.Attribute("Sdk") is "Microsoft.NET.Sdk.Web" or "Microsoft.NET.Sdk.Razor");
    }

    private static IEnumerable<string> Includes(XElement project, string item) =>
        project.Descendants(item).Select(element => (string?)element.Attribute("Include") ?? "");
}
