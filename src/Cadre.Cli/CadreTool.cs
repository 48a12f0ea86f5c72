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
            var line = CreateRoot(context).Parse(arguments);
            if (line.Action is ParseErrorAction)
                return new ParseErrorReport().Invoke(line);
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
        catch (Exception e) when (e is not OperationCanceledException)
        {
            return Report(context, e, $"{e.GetType().Name}: {e.Message}", "This is a bug in cadre; CADRE_DEBUG=1 shows where.", ExitCode.Failure);
        }
    }

    private static RootCommand CreateRoot(CliContext context)
    {
        var root = new RootCommand("Cadre keeps a team of AI agents, and the people who steer it, in step.")
        {
            new FeedCommand(context),
        };
        foreach (var help in root.Options.OfType<HelpOption>())
            help.Action = new HelpWithExamples((HelpAction)help.Action!);
        return root;
    }

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
