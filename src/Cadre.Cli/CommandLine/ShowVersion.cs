using System.CommandLine;
using System.CommandLine.Invocation;
using System.Reflection;

namespace Cadre.Cli.CommandLine;

/// <summary>Prints the version of the tool, whichever program it runs in.</summary>
internal sealed class ShowVersion : SynchronousCommandLineAction
{
    private static readonly string Version =
        typeof(ShowVersion).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion;

    /// <summary>Without the commit it was built from.</summary>
    public static string Short => Version.Split('+')[0];

    public override int Invoke(ParseResult parseResult)
    {
        parseResult.InvocationConfiguration.Output.WriteLine(Version);
        return ExitCode.Success;
    }
}
