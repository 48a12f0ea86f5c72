namespace Cadre.Cli;

/// <summary>What the process tells its caller; documented in docs/cli.md.</summary>
internal static class ExitCode
{
    public const int Success = 0;
    public const int Failure = 1;

    /// <summary>The input was read to its end, but some of it was refused.</summary>
    public const int SomeRejected = 2;

    /// <summary>The hub skipped or repeated an event.</summary>
    public const int BrokenPromise = 3;

    /// <summary>The command line itself is wrong (the number that <c>sysexits.h</c> gives it).</summary>
    public const int Usage = 64;

    /// <summary>Base of the codes for a process ended by a signal: 130 after Ctrl-C, 143 after SIGTERM.</summary>
    public const int Signal = 128;
}
