namespace Cadre.Architecture.Tests;

/// <summary>The files of this repository, without what builds and package managers leave behind.</summary>
internal static class Repository
{
    private static readonly string[] NotOurs = [".git", ".cadre", "artifacts", "bin", "obj", "node_modules", "TestResults", ".vs", ".idea"];

    public static string Root { get; } = FindRoot();

    /// <summary>Paths relative to the root, with forward slashes, of the files below a folder that exists or not.</summary>
    public static IReadOnlyList<string> Files(string folder, string pattern) =>
        Directory.Exists(Absolute(folder))
            ? [.. Walk(Absolute(folder)).Where(path => Path.GetFileName(path) is var name && Matches(name, pattern)).Select(Relative).Order(StringComparer.Ordinal)]
            : [];

    public static string Read(string path) => File.ReadAllText(Absolute(path));

    public static string Absolute(string path) => Path.Combine(Root, path);

    private static bool Matches(string name, string pattern) =>
        System.IO.Enumeration.FileSystemName.MatchesSimpleExpression(pattern, name, ignoreCase: false);

    private static string Relative(string path) => Path.GetRelativePath(Root, path).Replace('\\', '/');

    private static IEnumerable<string> Walk(string folder) =>
        Directory.EnumerateFiles(folder).Concat(
            Directory.EnumerateDirectories(folder).Where(sub => !NotOurs.Contains(Path.GetFileName(sub))).SelectMany(Walk));

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Cadre.slnx")))
                return folder.FullName;
        }

        throw new InvalidOperationException($"No Cadre.slnx above {AppContext.BaseDirectory}.");
    }
}
