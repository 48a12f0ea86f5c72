using System.Collections.Concurrent;
using Cadre.Dashboard.Actions.Undoing;

namespace Cadre.Dashboard.Actions;

/// <summary>What can still be taken back, for a while. Safe for use from any thread.</summary>
internal sealed class UndoList(TimeProvider time)
{
    public static readonly TimeSpan Kept = TimeSpan.FromMinutes(2);

    private readonly ConcurrentDictionary<string, (long At, Undo Run)> _undos = new();

    public string Add(Undo run)
    {
        foreach (var (key, old) in _undos)
            if (time.GetElapsedTime(old.At) > Kept) _undos.TryRemove(key, out _);
        var id = Guid.NewGuid().ToString("n");
        _undos[id] = (time.GetTimestamp(), run);
        return id;
    }

    public Undo? Find(string id) => _undos.TryGetValue(id, out var entry) && time.GetElapsedTime(entry.At) <= Kept ? entry.Run : null;

    public void Remove(string id) => _undos.TryRemove(id, out _);
}
