namespace Cadre.Bench;

/// <summary>Where things lie in the repository that this program was built from.</summary>
internal static class Repository
{
    private static readonly string[] Configurations = ["release", "debug"];

    public static string Root { get; } = FindRoot();

    /// <summary>The host that runs built programs.</summary>
    public static string DotNet { get; } = Environment.GetEnvironmentVariable("DOTNET") ?? "dotnet";

    /// <summary>A file that a build of <paramref name="project"/> made, of the Release build if there is one.</summary>
    public static string Built(string project, string file) =>
        Configurations
            .Select(configuration => Path.Combine(Root, "artifacts", "bin", project, configuration, file))
            .FirstOrDefault(File.Exists)
        ?? throw new FileNotFoundException($"{file} is not built; run: dotnet build -c Release {Root}/Cadre.slnx");

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Cadre.slnx"))) return folder.FullName;
        }

        throw new DirectoryNotFoundException($"no Cadre.slnx above {AppContext.BaseDirectory}");
    }
}
