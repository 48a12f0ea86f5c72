using System.Runtime.CompilerServices;

namespace Cadre.Hub.Tests.Docs;

/// <summary>The files of <c>docs/</c> as they stand in the repository.</summary>
internal static class Documents
{
    public static string Read(string name, [CallerFilePath] string here = "")
    {
        var folder = Path.GetDirectoryName(here)!;
        while (!File.Exists(Path.Combine(folder, "Cadre.slnx")))
            folder = Path.GetDirectoryName(folder) ?? throw new FileNotFoundException("The repository's root was not found above the tests.");
        return File.ReadAllText(Path.Combine(folder, "docs", name));
    }
}
