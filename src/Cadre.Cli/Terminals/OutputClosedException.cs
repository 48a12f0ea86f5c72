namespace Cadre.Cli.Terminals;

/// <summary>Whoever read our output has stopped reading, as <c>head</c> does; there is nothing left to do, and nothing is wrong.</summary>
internal sealed class OutputClosedException(IOException inner) : IOException("The output was closed.", inner);
