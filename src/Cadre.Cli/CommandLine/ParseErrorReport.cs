using System.CommandLine;
using System.CommandLine.Invocation;
using System.CommandLine.Parsing;
using Cadre.Cli.Terminals;

namespace Cadre.Cli.CommandLine;

/// <summary>Says in a line or two what is wrong with a command line and what was probably meant.</summary>
internal sealed class ParseErrorReport : SynchronousCommandLineAction
{
    public override int Invoke(ParseResult parseResult)
    {
        var error = parseResult.InvocationConfiguration.Error;
        var command = parseResult.CommandResult.Command;
        if (parseResult.UnmatchedTokens is [var unknown, ..])
            ReportUnknown(error, command, unknown);
        else
            error.WriteLine($"cadre: {parseResult.Errors[0].Message}");
        error.WriteLine($"See `{FullName(parseResult.CommandResult)} --help`.");
        return ExitCode.Usage;
    }

    private static void ReportUnknown(TextWriter error, Command command, string unknown)
    {
        var isOption = unknown.StartsWith('-');
        var names = isOption ? OptionNames(command) : command.Subcommands.Where(sub => !sub.Hidden).Select(sub => sub.Name);
        var kind = isOption ? "option" : command.Subcommands.Count > 0 ? "command" : "argument";
        error.WriteLine($"cadre: unknown {kind} '{SafeText.OneLine(unknown)}'.{DidYouMean.Phrase(unknown, names)}");
    }

    private static IEnumerable<string> OptionNames(Command command) =>
        command.Options.Concat(command.Parents.OfType<Command>().SelectMany(parent => parent.Options).Where(option => option.Recursive))
            .Select(option => option.Name);

    private static string FullName(CommandResult result) =>
        result.Parent is CommandResult parent ? $"{FullName(parent)} {result.Command.Name}" : "cadre";
}
