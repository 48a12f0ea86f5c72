namespace Cadre.Cli.Watching;

/// <summary>The hub did what it promises never to do; watching on would show a wrong account.</summary>
internal sealed class BrokenPromiseException(string how)
    : CliException($"The hub broke its promise of every event once and in order: {how}.", "Please report this.", Cli.ExitCode.BrokenPromise);
