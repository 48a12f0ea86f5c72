using System.CommandLine;
using System.CommandLine.Parsing;
using Cadre.Cli.Terminals;

namespace Cadre.Cli.CommandLine;

/// <summary>Says in a line or two what is wrong with a command line and what was probably meant.</summary>
internal static class ParseErrorReport
{
    public static void Write(ParseResult line, CliContext context)
    {
        var command = line.CommandResult.Command;
        context.Say($"cadre: {(line.UnmatchedTokens is [var unknown, ..] ? DescribeUnknown(command, unknown) : line.Errors[0].Message)}");
        context.Say($"See `{FullName(line.CommandResult)} --help`.");
    }

    private static string DescribeUnknown(Command command, string unknown)
    {
        var isOption = unknown.StartsWith('-');
        var names = isOption ? command.Options.Select(option => option.Name) : command.Subcommands.Select(sub => sub.Name);
        var kind = isOption ? "option" : command.Subcommands.Count > 0 ? "command" : "argument";
        return $"unknown {kind} '{SafeText.OneLine(unknown)}'.{DidYouMean.Phrase(unknown, names)}";
    }

    private static string FullName(CommandResult result) =>
        result.Parent is CommandResult parent ? $"{FullName(parent)} {result.Command.Name}" : "cadre";
}
