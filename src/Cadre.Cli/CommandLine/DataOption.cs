using System.CommandLine;
using Cadre.Cli.Terminals;

namespace Cadre.Cli.CommandLine;

/// <summary>The folder where a hub keeps its log and its tokens.</summary>
internal static class DataOption
{
    public static Option<string?> Create() => new("--data")
    {
        Description = "Folder of the log and the tokens; made if absent. [default: $CADRE_DATA or ~/.cadre]",
        HelpName = "DIR",
    };

    /// <summary>The folder to use, as an absolute path.</summary>
    public static string Resolve(string? given, CliContext context)
    {
        var folder = given ?? context.Variable("CADRE_DATA");
        if (!string.IsNullOrWhiteSpace(folder))
            return Path.GetFullPath(folder);
        var home = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);
        // A service may run without a home.
        return Path.GetFullPath(Path.Combine(home, ".cadre"));
    }
}
