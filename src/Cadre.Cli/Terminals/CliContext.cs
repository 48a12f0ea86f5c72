using System.Text;
using Spectre.Console;

namespace Cadre.Cli.Terminals;

/// <summary>Everything a command takes from the process around it, so that tests can hand it in.</summary>
internal sealed class CliContext : IDisposable
{
    public required Stream Input { get; init; }

    public required TextWriter Out { get; init; }

    public required TextWriter Error { get; init; }

    public bool OutIsTerminal { get; init; }

    public bool ErrorIsTerminal { get; init; }

    /// <summary>Whether the results go to another program that may stop reading them.</summary>
    public bool OutIsPipe { get; init; }

    public required Func<string, string?> Variable { get; init; }

    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>The results of a command.</summary>
    public IAnsiConsole Screen => field ??= CreateConsole(Out, OutIsTerminal);

    /// <summary>What is said about the work: progress, warnings, failures.</summary>
    public IAnsiConsole Notes => field ??= CreateConsole(Error, ErrorIsTerminal);

    /// <summary>Tells the user something that is not a result.</summary>
    public void Say(string text) => Error.WriteLine(text);

    public bool Debug => Variable("CADRE_DEBUG") is "1" or "true";

    public static CliContext OfProcess()
    {
        var pipe = PipeStream.OfStandardOutput();
        return new()
        {
            Input = Console.OpenStandardInput(),
            Out = new StreamWriter(pipe ?? Console.OpenStandardOutput(), new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), 16 * 1024),
            Error = Console.Error,
            OutIsTerminal = !Console.IsOutputRedirected,
            OutIsPipe = pipe is not null,
            ErrorIsTerminal = !Console.IsErrorRedirected,
            Variable = Environment.GetEnvironmentVariable,
        };
    }

    public void Dispose()
    {
        try
        {
            Out.Dispose();
        }
        catch (IOException)
        {
            // The reader of our output has gone; nobody is left to be told.
        }
    }

    private IAnsiConsole CreateConsole(TextWriter writer, bool terminal)
    {
        var ansi = terminal && Variable("TERM") is not "dumb";
        var colours = ansi && string.IsNullOrEmpty(Variable("NO_COLOR"));
        return AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = ansi ? AnsiSupport.Yes : AnsiSupport.No,
            // The sixteen colours that every terminal has, in the shades its user chose.
            ColorSystem = colours ? ColorSystemSupport.Standard : ColorSystemSupport.NoColors,
            Interactive = ansi ? InteractionSupport.Yes : InteractionSupport.No,
            Out = new TerminalOutput(writer, terminal),
        });
    }
}
