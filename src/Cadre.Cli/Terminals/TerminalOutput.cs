using System.Text;
using Spectre.Console;

namespace Cadre.Cli.Terminals;

/// <summary>A writer as Spectre sees it: as wide as the terminal, or wide enough for any table when it is a file or a pipe.</summary>
internal sealed class TerminalOutput(TextWriter writer, bool terminal) : IAnsiConsoleOutput
{
    private const int WidthOfFiles = 160;

    public TextWriter Writer => writer;

    public bool IsTerminal => terminal;

    public int Width => terminal ? Math.Max(Measure(static () => Console.WindowWidth, 80), 40) : WidthOfFiles;

    public int Height => terminal ? Measure(static () => Console.WindowHeight, 24) : int.MaxValue;

    public void SetEncoding(Encoding encoding)
    {
        // The writer was opened with its encoding.
    }

    private static int Measure(Func<int> measure, int otherwise)
    {
        try
        {
            return measure() is > 0 and var size ? size : otherwise;
        }
        catch (Exception e) when (e is IOException or PlatformNotSupportedException)
        {
            return otherwise;
        }
    }
}
