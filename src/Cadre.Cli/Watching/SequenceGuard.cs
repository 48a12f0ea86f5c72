using Cadre.Streams;

namespace Cadre.Cli.Watching;

/// <summary>Knows where the reader stands and lets only the very next event pass.</summary>
internal sealed class SequenceGuard
{
    /// <summary>The last event seen; null when reading starts at the oldest one there is.</summary>
    public Cursor? Position { get; private set; }

    /// <exception cref="BrokenPromiseException">Something was left out or came twice.</exception>
    public void Pass(Cursor next)
    {
        if (Position is { } last && (next.Epoch != last.Epoch || next.Sequence != last.Sequence + 1))
            throw new BrokenPromiseException($"after {last} came {next}, not {last.At(last.Sequence + 1)}");
        Position = next;
    }

    /// <summary>Goes to another place, because the user or the hub said so.</summary>
    public void MoveTo(Cursor position) => Position = position;
}
