namespace Cadre.Cli;

/// <summary>A failure that the user is told about in one line, with a second one that says what to do.</summary>
internal class CliException(string message, string? hint = null, int exitCode = ExitCode.Failure, Exception? inner = null)
    : Exception(message, inner)
{
    public string? Hint { get; } = hint;

    public int ExitCode { get; } = exitCode;
}
