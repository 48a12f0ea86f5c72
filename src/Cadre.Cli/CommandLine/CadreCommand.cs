using System.CommandLine;

namespace Cadre.Cli.CommandLine;

/// <summary>A command of the tool; its help ends with examples.</summary>
internal abstract class CadreCommand(string name, string description) : Command(name, description)
{
    public IReadOnlyList<Example> Examples { get; protected init; } = [];
}

/// <summary>A command line to copy, and what it does.</summary>
internal readonly record struct Example(string Line, string Effect);
