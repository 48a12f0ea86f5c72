using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using Cadre.Cli.CommandLine;
using Cadre.Cli.Commands;
using Cadre.Cli.Terminals;

namespace Cadre.Cli;

/// <summary>The <c>cadre</c> tool: all commands, and what happens around each of them.</summary>
internal static class CadreTool
{
    public static async Task<int> RunAsync(string[] arguments, CliContext context, Interruption interruption)
    {
        try
        {
            return await RunAsync(arguments, context, interruption.Token);
        }
        catch (OperationCanceledException) when (interruption.ExitCode != 0)
        {
            return interruption.ExitCode;
        }
    }

    public static async Task<int> RunAsync(string[] arguments, CliContext context, CancellationToken cancellation)
    {
        try
        {
            var root = CreateRoot(context);
            var line = root.Parse(arguments);
            if (IsGroupAlone(line))
                line = root.Parse([.. arguments, "--help"]);
            if (line.Action is ParseErrorAction)
            {
                ParseErrorReport.Write(line, context);
                return ExitCode.Usage;
            }

            return await line.InvokeAsync(
                new InvocationConfiguration
                {
                    Output = context.Out,
                    Error = context.Error,
                    EnableDefaultExceptionHandler = false,
                    // Signals arrive through the token.
                    ProcessTerminationTimeout = null,
                },
                cancellation);
        }
        catch (CliException e)
        {
            return Report(context, e, e.Message, e.Hint, e.ExitCode);
        }
        catch (OutputClosedException)
        {
            return ExitCode.Success;
        }
        catch (Exception e) when (cancellation.IsCancellationRequested && e is (IOException or HttpRequestException))
        {
            // A request that is cut off by the interruption itself does not always say so.
            throw new OperationCanceledException("The command was interrupted.", e, cancellation);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            return Report(context, e, $"{e.GetType().Name}: {e.Message}", "This is a bug in cadre; CADRE_DEBUG=1 shows where.", ExitCode.Failure);
        }
    }

    private static RootCommand CreateRoot(CliContext context)
    {
        var root = new RootCommand("Cadre keeps a team of AI agents, and the people who steer it, in step.")
        {
            new UpCommand(context),
            new DashboardCommand(context),
            new FeedCommand(context),
            new EventsCommand(context),
            new StateCommand(context),
            new LinkCommand(context),
            new TokenCommand(context),
        };
        var help = root.Options.OfType<HelpOption>().Single();
        help.Action = new HelpWithExamples((HelpAction)help.Action!);
        root.Options.OfType<VersionOption>().Single().Action = new ShowVersion();
        return root;
    }

    // Asked for on its own, a group of commands answers with what is in it.
    private static bool IsGroupAlone(ParseResult line) =>
        line.Action is ParseErrorAction && line.CommandResult.Command.Subcommands.Count > 0 && line.UnmatchedTokens.Count == 0;

    private static int Report(CliContext context, Exception e, string message, string? hint, int code)
    {
        context.Error.WriteLine($"cadre: {SafeText.OneLine(message, 1_000)}");
        if (hint is not null)
            context.Error.WriteLine(hint);
        if (context.Debug)
            context.Error.WriteLine(e);
        return code;
    }
}
