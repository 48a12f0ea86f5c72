using System.Runtime.CompilerServices;

namespace Cadre.TestKit;

/// <summary>Holds the C# of a document to code that is compiled and run: the regions of the files beside the test, and whole components.</summary>
public static class CompiledDocument
{
    /// <summary>Fails if a block is not its region, or if a region is not shown exactly once.</summary>
    /// <remarks>With <c>CADRE_SNIPPETS=write</c> the document is made to follow the code first; see <c>eng/snippets.sh</c>.</remarks>
    /// <param name="document">Its path in the repository.</param>
    /// <param name="here">The file of the test.</param>
    /// <exception cref="InvalidOperationException">It does not hold.</exception>
    public static void Hold(string document, [CallerFilePath] string here = "")
    {
        var folder = Path.GetDirectoryName(here)!;
        var file = Path.Combine(RootAbove(folder), document);
        var regions = Directory.EnumerateFiles(folder, "*.cs")
            .SelectMany(code => Snippets.RegionsOf(File.ReadAllText(code)))
            .Concat(Directory.EnumerateFiles(folder, "*.razor").Where(static component => !Path.GetFileName(component).StartsWith('_'))
                .Select(component => KeyValuePair.Create(Path.GetFileName(component), File.ReadAllText(component))))
            .ToDictionary(region => region.Key, region => region.Value);
        var before = File.ReadAllText(file);
        var after = Snippets.Rewrite(before, regions);

        if (Environment.GetEnvironmentVariable("CADRE_SNIPPETS") == "write") File.WriteAllText(file, after);
        else if (before != after) throw new InvalidOperationException($"{document} does not follow its code from line {FirstDifference(before, after)} on: run eng/snippets.sh.");

        var shown = Snippets.NamesIn(after);
        if (regions.Keys.Except(shown).ToList() is { Count: > 0 } missing) throw new InvalidOperationException($"{document} does not show the regions {string.Join(", ", missing)}.");
        if (shown.Count != shown.Distinct().Count()) throw new InvalidOperationException($"{document} shows a region twice.");
    }

    private static int FirstDifference(string left, string right) =>
        left.Split('\n').Zip(right.Split('\n')).TakeWhile(lines => lines.First == lines.Second).Count() + 1;

    private static string RootAbove(string folder)
    {
        while (!File.Exists(Path.Combine(folder, "Cadre.slnx")))
            folder = Path.GetDirectoryName(folder) ?? throw new FileNotFoundException("The repository's root was not found above the tests.");
        return folder;
    }
}
