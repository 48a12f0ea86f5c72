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
        var shared = kind switch
        {
            ShareKind.Array or ShareKind.List => ShareItems(kind, previous, next),
            ShareKind.Dictionary => ShareValues((IDictionary)previous, (IDictionary)next),
            ShareKind.WholeList => AreEqual((IList)previous, (IList)next) ? previous : next,
            ShareKind.WholeDictionary => AreEqual((IDictionary)previous, (IDictionary)next) ? previous : next,
            _ => ((IShareable)next).ShareWith(previous),
        };
        _open!.RemoveAt(_open.Count - 1);
        return shared;
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

    private object ShareItems(ShareKind kind, object previous, object next)
    {
        ReadOnlySpan<object?> olds = ItemsOf(kind, previous);
        ReadOnlySpan<object?> items = ItemsOf(kind, next);
        object? changed = olds.Length == items.Length ? null : Begin(kind, next, olds, 0);
        var into = changed is null ? default : ItemsOf(kind, changed);
        Type? plain = null;
        for (var i = 0; i < items.Length && i < olds.Length; i++)
        {
            var (old, item) = (olds[i], items[i]);
            var shared = item;
            if (old is not null && item is not null && !ReferenceEquals(old, item))
            {
                // A long list of one type of plain values is what this is mostly about: it gets along without calls but Equals.
                var isPlain = item.GetType() == plain && old.GetType() == plain;
                shared = isPlain ? (old.Equals(item) ? old : item) : Share(old, item);
                if (!isPlain && _kind == ShareKind.Value) plain = _type;
            }
            if (changed is null && !ReferenceEquals(shared, old)) into = ItemsOf(kind, changed = Begin(kind, next, olds, i));
            if (changed is not null && !ReferenceEquals(shared, into[i])) into[i] = shared;
        }
        return changed ?? previous;
    }

    /// <summary>Where the result goes from the first difference on.</summary>
    /// <param name="kind">Of both.</param>
    /// <param name="next">The new list.</param>
    /// <param name="olds">The old items.</param>
    /// <param name="equal">How many of them are known to be equal to the new ones.</param>
    private static object Begin(ShareKind kind, object next, ReadOnlySpan<object?> olds, int equal)
    {
        var changed = Writable(next);
        var into = ItemsOf(kind, changed);
        // Most items are the old ones. In the new value itself, which others may be reading, only those that are known to be equal may stand.
        var taken = Math.Min(ReferenceEquals(changed, next) ? equal : olds.Length, into.Length);
        olds[..taken].CopyTo(into);
        return changed;
    }

    private object ShareValues(IDictionary previous, IDictionary next)
    {
        var equal = previous.Count == next.Count;
        List<(object Key, object Value)>? exchanged = null;
        foreach (DictionaryEntry entry in previous)
        {
            var item = next[entry.Key];
            if (entry.Value is { } old && item is not null)
            {
                var shared = Share(old, item);
                if (!ReferenceEquals(shared, item)) (exchanged ??= []).Add((entry.Key, shared));
                equal = equal && ReferenceEquals(shared, old);
            }
            else equal = equal && entry.Value is null && item is null && next.Contains(entry.Key);
        }
        if (equal) return previous;
        var changed = (IDictionary)Writable(next);
        foreach (var (key, value) in exchanged ?? []) changed[key] = value;
        return changed;
    }

    private bool AreEqual(IDictionary previous, IDictionary next)
    {
        if (previous.Count != next.Count) return false;
        foreach (DictionaryEntry entry in previous)
            if (!next.Contains(entry.Key) || !AreEqual(entry.Value, next[entry.Key])) return false;
        return true;
    }

    private bool AreEqual(IList previous, IList next)
    {
        if (previous.Count != next.Count) return false;
        for (var i = 0; i < next.Count; i++)
            if (!AreEqual(previous[i], next[i])) return false;
        return true;
    }

    private bool AreEqual(object? old, object? item) => ReferenceEquals(old, item) || old is not null && item is not null && ReferenceEquals(Share(old, item), old);

    /// <summary>A copy where the type is known well enough to make one; else the new value itself, which belongs to the cache.</summary>
    private static object Writable(object next) => next switch
    {
        object?[] array => array.Clone(),
        List<object?> list => new List<object?>(list),
        Dictionary<string, object?> dictionary => new Dictionary<string, object?>(dictionary, dictionary.Comparer),
        _ => next,
    };

    /// <summary>The items of an array or a list of references, whatever their type.</summary>
    /// <remarks>
    /// All such lists have one layout, and what is written is always an object of exactly the type of the one it replaces, so that no write needs
    /// a check. It does not count as a change of the list either, which a reader on another thread would stumble over.
    /// </remarks>
    private static Span<object?> ItemsOf(ShareKind kind, object whole) => kind == ShareKind.List
        ? CollectionsMarshal.AsSpan(Unsafe.As<List<object?>>(whole))
        : MemoryMarshal.CreateSpan(ref MemoryMarshal.GetArrayDataReference((object?[])whole), ((object?[])whole).Length);
}
