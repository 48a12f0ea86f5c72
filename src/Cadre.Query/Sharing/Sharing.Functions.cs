using System.Collections.Immutable;

namespace Cadre.Query;

public static partial class Sharing
{
    /// <summary>Shares immutable arrays item by item.</summary>
    public static ShareFunction<ImmutableArray<T>> ImmutableArray<T>() => static (previous, next) =>
        previous.TryGet(out var old) && !old.IsDefault && !next.IsDefault
            ? ItemSharing.Share(old, next, ItemSharing.ByPlace<T>(old), static items => [.. items])
            : next;

    /// <summary>Shares immutable lists item by item.</summary>
    public static ShareFunction<ImmutableList<T>> ImmutableList<T>() => static (previous, next) =>
        previous.TryGet(out var old)
            ? ItemSharing.Share(old, next, ItemSharing.ByPlace(old), static items => [.. items])
            : next;

    /// <summary>Shares lists of any kind item by item. Where a part of an old list is taken over, the result is an array.</summary>
    public static ShareFunction<IReadOnlyList<T>> ReadOnlyList<T>() => static (previous, next) =>
        previous.TryGet(out var old)
            ? ItemSharing.Share(old, next, ItemSharing.ByPlace(old), static items => items)
            : next;

    /// <summary>Shares lists of any kind by the ids of their items: an item that only moved keeps its reference.</summary>
    /// <param name="id">The id of an item. Of items with the same id the first counts.</param>
    public static ShareFunction<IReadOnlyList<T>> ReadOnlyListById<T, TId>(Func<T, TId> id) where TId : notnull
    {
        ArgumentNullException.ThrowIfNull(id);
        return (previous, next) => previous.TryGet(out var old)
            ? ItemSharing.Share(old, next, ItemSharing.ById(old, id), static items => items)
            : next;
    }

    /// <summary>Shares immutable dictionaries value by value.</summary>
    public static ShareFunction<ImmutableDictionary<TKey, TValue>> ImmutableDictionary<TKey, TValue>() where TKey : notnull => static (previous, next) =>
    {
        if (!previous.TryGet(out var old)) return next;
        var shared = next;
        var kept = 0;
        foreach (var (key, value) in next)
        {
            if (!old.TryGetValue(key, out var before)) continue;
            var item = Share(before, value);
            if (Identity.Same(item, before)) kept++;
            // SetItem compares by equality, and would keep the new value for an equal old one.
            if (!Identity.Same(item, value)) shared = shared.Remove(key).Add(key, item);
        }
        return kept == old.Count && kept == next.Count ? old : shared;
    };
}
