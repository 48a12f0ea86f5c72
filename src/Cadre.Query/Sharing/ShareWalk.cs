using System.Collections;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Cadre.Query;

/// <summary>One walk through an old and a new value, exchanging parts of the new for equal ones of the old.</summary>
internal struct ShareWalk
{
    private const int DeepestNesting = 500;

    // Neighbours are mostly of one type, whose kind is then found out once.
    private Type? _type;
    private ShareKind _kind;
    private List<object>? _open;

    public ShareWalk()
    {
    }

    /// <summary>The old value if the new one is equal to it; else the new one, its parts exchanged where they are equal.</summary>
    public object Share(object previous, object next)
    {
        if (ReferenceEquals(previous, next)) return previous;
        var type = next.GetType();
        if (previous.GetType() != type) return next;
        if (type != _type)
        {
            _kind = ShareKinds.Of(next);
            _type = type;
        }
        return _kind switch
        {
            ShareKind.Value => previous.Equals(next) ? previous : next,
            ShareKind.Json => JsonSharing.AreEqual(previous, next) ? previous : next,
            _ => ShareParts(_kind, previous, next),
        };
    }

    private object ShareParts(ShareKind kind, object previous, object next)
    {
        if (!Enter(next)) return next;
        var equal = kind switch
        {
            ShareKind.Array => ShareItems(Items((object?[])previous), Items((object?[])next)),
            ShareKind.List => ShareItems(Items(previous), Items(next)),
            ShareKind.Dictionary => ShareValues((IDictionary)previous, (IDictionary)next, exchange: true),
            ShareKind.WholeDictionary => ShareValues((IDictionary)previous, (IDictionary)next, exchange: false),
            ShareKind.WholeList => AreEqual((IList)previous, (IList)next),
            _ => ReferenceEquals(next = ((IShareable)next).ShareWith(previous), previous),
        };
        _open!.RemoveAt(_open.Count - 1);
        return equal ? previous : next;
    }

    /// <summary>Refuses what holds itself and what is too deep.</summary>
    private bool Enter(object container)
    {
        _open ??= [];
        if (_open.Count >= DeepestNesting || !RuntimeHelpers.TryEnsureSufficientExecutionStack()) return false;
        foreach (var open in _open)
            if (ReferenceEquals(open, container)) return false;
        _open.Add(container);
        return true;
    }

    private bool ShareItems(ReadOnlySpan<object?> previous, Span<object?> next)
    {
        var equal = previous.Length == next.Length;
        if (next.Length > previous.Length) next = next[..previous.Length];
        Type? plain = null;
        for (var i = 0; i < next.Length; i++)
        {
            var (old, item) = (previous[i], next[i]);
            if (ReferenceEquals(old, item)) continue;
            if (old is null || item is null)
            {
                equal = false;
                continue;
            }
            // A long list of one type of plain values is what this is mostly about: it gets along without calls but Equals.
            var isPlain = item.GetType() == plain && old.GetType() == plain;
            var shared = isPlain ? (old.Equals(item) ? old : item) : Share(old, item);
            if (!isPlain && _kind == ShareKind.Value) plain = _type;
            if (ReferenceEquals(shared, old)) next[i] = old;
            else
            {
                equal = false;
                if (!ReferenceEquals(shared, item)) next[i] = shared;
            }
        }
        return equal;
    }

    private bool ShareValues(IDictionary previous, IDictionary next, bool exchange)
    {
        var equal = previous.Count == next.Count;
        // The walk goes over the old one, so that the new one may be changed meanwhile.
        foreach (DictionaryEntry entry in previous)
        {
            var item = next.Contains(entry.Key) ? next[entry.Key] : null;
            if (entry.Value is not { } old || item is null)
            {
                equal &= entry.Value is null && item is null && next.Contains(entry.Key);
                continue;
            }
            var shared = Share(old, item);
            if (exchange && !ReferenceEquals(shared, item)) next[entry.Key] = shared;
            if (!ReferenceEquals(shared, old)) equal = false;
        }
        return equal;
    }

    private bool AreEqual(IList previous, IList next)
    {
        if (previous.Count != next.Count) return false;
        for (var i = 0; i < next.Count; i++)
        {
            var (old, item) = (previous[i], next[i]);
            if (old is null || item is null ? !ReferenceEquals(old, item) : !ReferenceEquals(Share(old, item), old)) return false;
        }
        return true;
    }

    /// <summary>The items of a list of references, whatever their type.</summary>
    /// <remarks>
    /// All such lists have one layout, and what is written is always an object of exactly the type of the one it replaces. This way the write
    /// does not count as a change of the list, which a reader on another thread would stumble over, and costs no more than a write.
    /// </remarks>
    private static Span<object?> Items(object list) => CollectionsMarshal.AsSpan(Unsafe.As<List<object?>>(list));

    /// <summary>The items of an array of references, without the check of types at every write: see above why none is needed.</summary>
    private static Span<object?> Items(object?[] array) => MemoryMarshal.CreateSpan(ref MemoryMarshal.GetArrayDataReference(array), array.Length);
}
