using System.CommandLine;
using System.CommandLine.Invocation;

namespace Cadre.Cli.CommandLine;

/// <summary>The help of the library, then the examples of the command.</summary>
internal sealed class HelpWithExamples(SynchronousCommandLineAction help) : SynchronousCommandLineAction
{
    // Help answers a question; it does not matter what else is wrong with the line.
    public override bool ClearsParseErrors => true;

    public override int Invoke(ParseResult parseResult)
    {
        var code = help.Invoke(parseResult);
        if (parseResult.CommandResult.Command is CadreCommand { Examples: { Count: > 0 } examples })
            WriteExamples(parseResult.InvocationConfiguration.Output, examples);
        return code;
    }

    private static void WriteExamples(TextWriter output, IReadOnlyList<Example> examples)
    {
        output.WriteLine("Examples:");
        foreach (var example in examples)
        {
            output.WriteLine($"  # {example.Effect}");
            output.WriteLine($"  {example.Line}");
        }

        output.WriteLine();
    }
}
