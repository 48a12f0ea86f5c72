using System.Diagnostics.CodeAnalysis;

namespace Cadre.Fleet;

/// <summary>A persistent array: replacing or appending one slot copies the path to it and shares everything else.</summary>
/// <remarks>A tree of 16-wide nodes: 10,000 slots are four levels, so a write copies about 600 bytes and a read follows four references.</remarks>
internal readonly struct SlotVector<T> where T : class
{
    private const int Bits = 4;
    private const int Width = 1 << Bits;
    private const int Mask = Width - 1;

    private readonly object?[]? _root;
    private readonly int _shift;

    private SlotVector(object?[]? root, int shift, int length) => (_root, _shift, Length) = (root, shift, length);

    public int Length { get; }

    public T? this[int slot]
    {
        get
        {
            var node = _root!;
            for (var shift = _shift; shift > 0; shift -= Bits) node = (object?[])node[(slot >> shift) & Mask]!;
            return (T?)node[slot & Mask];
        }
    }

    public SlotVector<T> With(int slot, T? value) => new(Replaced(_root, _shift, slot, value), _shift, Length);

    public SlotVector<T> Append(T value)
    {
        if (_root is null) return new(Replaced(null, 0, 0, value), 0, 1);
        if (Length < 1 << (_shift + Bits)) return new(Replaced(_root, _shift, Length, value), _shift, Length + 1);
        var root = new object?[Width];
        root[0] = _root;
        return new(Replaced(root, _shift + Bits, Length, value), _shift + Bits, Length + 1);
    }

    public static SlotVector<T> Of(List<T> values)
    {
        var level = new List<object?>(values);
        var shift = -Bits;
        do
        {
            var above = new List<object?>((level.Count + Mask) / Width);
            for (var start = 0; start < level.Count; start += Width)
            {
                var node = new object?[Width];
                level.CopyTo(start, node, 0, Math.Min(Width, level.Count - start));
                above.Add(node);
            }
            level = above;
            shift += Bits;
        }
        while (level.Count > 1);
        return level.Count == 0 ? default : new((object?[])level[0]!, shift, values.Count);
    }

    private static object?[] Replaced(object?[]? node, int shift, int slot, T? value)
    {
        var copy = new object?[Width];
        node?.CopyTo(copy, 0);
        var at = (slot >> shift) & Mask;
        copy[at] = shift == 0 ? value : Replaced((object?[]?)copy[at], shift - Bits, slot, value);
        return copy;
    }

    /// <summary>Walks the slots leaf by leaf and skips empty ones.</summary>
    public struct Enumerator(SlotVector<T> slots)
    {
        private object?[]? _leaf;
        private int _next;

        public T? Current { get; private set; }

        [MemberNotNullWhen(true, nameof(Current))]
        public bool MoveNext()
        {
            while (_next < slots.Length)
            {
                if ((_next & Mask) == 0) _leaf = slots.LeafOf(_next);
                Current = (T?)_leaf![_next++ & Mask];
                if (Current is not null) return true;
            }
            Current = null;
            return false;
        }
    }

    private object?[] LeafOf(int slot)
    {
        var node = _root!;
        for (var shift = _shift; shift > 0; shift -= Bits) node = (object?[])node[(slot >> shift) & Mask]!;
        return node;
    }
}
