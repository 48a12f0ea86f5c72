using System.Collections.Concurrent;
using Cadre.Dashboard.Actions.Undoing;

namespace Cadre.Dashboard.Actions;

/// <summary>What can still be taken back, for a while. Safe for use from any thread.</summary>
internal sealed class UndoList(TimeProvider time)
{
    public static readonly TimeSpan Kept = TimeSpan.FromMinutes(2);

    private readonly ConcurrentDictionary<string, (long At, string What, Undo Run)> _undos = new();

    public string Add(string what, Undo run)
    {
        foreach (var (key, old) in _undos)
            if (time.GetElapsedTime(old.At) > Kept) _undos.TryRemove(key, out _);
        var id = Guid.NewGuid().ToString("n");
        _undos[id] = (time.GetTimestamp(), what, run);
        return id;
    }

    /// <summary>Takes an entry out: it can be used once.</summary>
    public (string What, Undo Run)? Take(string id) =>
        _undos.TryRemove(id, out var entry) && time.GetElapsedTime(entry.At) <= Kept ? (entry.What, entry.Run) : null;
}
