using System.CommandLine;
using System.CommandLine.Invocation;
using System.Reflection;

namespace Cadre.Cli.CommandLine;

/// <summary>Prints the version of the tool, whichever program it runs in.</summary>
internal sealed class ShowVersion : SynchronousCommandLineAction
{
    public override int Invoke(ParseResult parseResult)
    {
        var version = typeof(ShowVersion).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!;
        parseResult.InvocationConfiguration.Output.WriteLine(version.InformationalVersion);
        return ExitCode.Success;
    }
}
