using System.Collections;
using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;

namespace Cadre.Fleet;

/// <summary>Entities by id, enumerated in the order in which they were first added. Immutable; safe from any thread.</summary>
/// <remarks>A write answers a new map that shares all but the path to the written entity. Lookup, add, replace and remove are O(log n).</remarks>
/// <typeparam name="TKey">The id.</typeparam>
/// <typeparam name="TValue">The entity.</typeparam>
public sealed class EntityMap<TKey, TValue> : IReadOnlyCollection<TValue>
    where TKey : struct, IEquatable<TKey>
    where TValue : class
{
    private readonly ImmutableDictionary<TKey, int> _index;
    private readonly SlotVector<TValue> _slots;

    private EntityMap(ImmutableDictionary<TKey, int> index, SlotVector<TValue> slots) => (_index, _slots) = (index, slots);

    /// <summary>The map of no entities.</summary>
    public static EntityMap<TKey, TValue> Empty { get; } = new(ImmutableDictionary<TKey, int>.Empty, default);

    /// <summary>How many entities there are.</summary>
    public int Count => _index.Count;

    /// <summary>The entity of that id.</summary>
    /// <exception cref="KeyNotFoundException">There is none.</exception>
    public TValue this[TKey key] => TryGetValue(key, out var value) ? value : throw new KeyNotFoundException($"No entity has the id '{key}'.");

    /// <summary>Looks an entity up.</summary>
    public bool TryGetValue(TKey key, [NotNullWhen(true)] out TValue? value)
    {
        value = _index.TryGetValue(key, out var slot) ? _slots[slot] : null;
        return value is not null;
    }

    /// <summary>The entity of that id, or null.</summary>
    public TValue? Find(TKey key) => TryGetValue(key, out var value) ? value : null;

    /// <summary>Whether an entity has that id.</summary>
    public bool ContainsKey(TKey key) => _index.ContainsKey(key);

    /// <summary>The map in which the entity stands: in the place of its predecessor, or last.</summary>
    public EntityMap<TKey, TValue> SetItem(TKey key, TValue value)
    {
        if (!_index.TryGetValue(key, out var slot)) return new(_index.Add(key, _slots.Length), _slots.Append(value));
        return ReferenceEquals(_slots[slot], value) ? this : new(_index, _slots.With(slot, value));
    }

    /// <summary>The map without the entity; the same map if it has none of that id.</summary>
    public EntityMap<TKey, TValue> Remove(TKey key)
    {
        if (!_index.TryGetValue(key, out var slot)) return this;
        var index = _index.Remove(key);
        if (index.IsEmpty) return Empty;
        var slots = _slots.With(slot, null);
        return slots.Length < 2 * SmallestWorthCompacting || index.Count > slots.Length / 2 ? new(index, slots) : Compacted(index, slots);
    }

    /// <summary>The map of these entities; of two with one id the later stands in the place of the earlier.</summary>
    public static EntityMap<TKey, TValue> Of(IEnumerable<TValue> values, Func<TValue, TKey> keyOf)
    {
        var index = ImmutableDictionary.CreateBuilder<TKey, int>();
        var slots = new List<TValue>();
        foreach (var value in values)
        {
            if (index.TryAdd(keyOf(value), slots.Count)) slots.Add(value);
            else slots[index[keyOf(value)]] = value;
        }
        return slots.Count == 0 ? Empty : new(index.ToImmutable(), SlotVector<TValue>.Of(slots));
    }

    /// <summary>Enumerates the entities without allocating.</summary>
    public Enumerator GetEnumerator() => new(_slots);

    IEnumerator<TValue> IEnumerable<TValue>.GetEnumerator()
    {
        foreach (var value in this) yield return value;
    }

    IEnumerator IEnumerable.GetEnumerator() => ((IEnumerable<TValue>)this).GetEnumerator();

    /// <summary>How many slots are kept, those of removed entities included.</summary>
    internal int SlotsInUse => _slots.Length;

    private const int SmallestWorthCompacting = 16;

    /// <summary>Drops the slots of removed entities; halving pays for the copy.</summary>
    private static EntityMap<TKey, TValue> Compacted(ImmutableDictionary<TKey, int> index, SlotVector<TValue> slots)
    {
        var inOrder = index.OrderBy(entry => entry.Value).Select(entry => (entry.Key, Value: slots[entry.Value]!)).ToList();
        var moved = ImmutableDictionary.CreateBuilder<TKey, int>();
        for (var i = 0; i < inOrder.Count; i++) moved.Add(inOrder[i].Key, i);
        return new(moved.ToImmutable(), SlotVector<TValue>.Of([.. inOrder.Select(entry => entry.Value)]));
    }

    /// <summary>Enumerates entities in the order in which they were first added.</summary>
    public struct Enumerator
    {
        private SlotVector<TValue>.Enumerator _slots;

        internal Enumerator(SlotVector<TValue> slots) => _slots = new(slots);

        /// <summary>The entity at the enumerator's position.</summary>
        public readonly TValue Current => _slots.Current!;

        /// <summary>Goes on to the next entity, if there is one.</summary>
        public bool MoveNext() => _slots.MoveNext();
    }
}
