using System.Collections.Concurrent;

namespace Cadre.Query.Hammer;

/// <summary>What was found wrong, by whichever thread. The first faults are kept, all are counted.</summary>
internal sealed class Faults
{
    private const int Kept = 20;

    private readonly ConcurrentQueue<string> _found = new();
    private int _count;

    public bool Any => Volatile.Read(ref _count) > 0;

    public void Add(string fault)
    {
        if (Interlocked.Increment(ref _count) <= Kept) _found.Enqueue(fault);
    }

    public void Unless(bool holds, string fault)
    {
        if (!holds) Add(fault);
    }

    public override string ToString() => $"{_count} faults:{string.Concat(_found.Select(fault => $"{Environment.NewLine}- {fault}"))}";
}
