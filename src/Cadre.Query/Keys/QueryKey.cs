using System.Collections;
using System.Runtime.CompilerServices;

namespace Cadre.Query;

/// <summary>Identifies a query: a list of parts, such as <c>["agents", id]</c>. Immutable, with value equality.</summary>
/// <remarks>
/// <para>A part is null, a text, a bool, a number, a list or an object (a dictionary with names) of such parts. Numbers are equal by value
/// whatever their type (<c>1</c>, <c>1L</c> and <c>1.0</c>), except fractions of <see cref="decimal"/> and of <see cref="double"/>.
/// The order of names in an object does not count. Lists and dictionaries are copied.</para>
/// <para>Enums, <see cref="Guid"/>, dates and times become their text, so that a key is the same after a journey as JSON.
/// Any other value counts by its own <see cref="object.Equals(object)"/>: a record does, a class without equality of its own never matches.</para>
/// </remarks>
[CollectionBuilder(typeof(QueryKey), nameof(Create))]
public sealed class QueryKey : IReadOnlyList<object?>, IEquatable<QueryKey>
{
    private const int Inline = 2;

    // Most keys have two parts, and there is one for every query.
    private readonly object? _first;
    private readonly object? _second;
    private readonly object?[] _rest;
    private readonly int _hash;

    private QueryKey(ReadOnlySpan<object?> parts, int depth)
    {
        Count = parts.Length;
        if (parts.Length > 0) _first = KeyPart.Freeze(parts[0], depth);
        if (parts.Length > 1) _second = KeyPart.Freeze(parts[1], depth);
        _rest = parts.Length > Inline ? new object?[parts.Length - Inline] : [];
        for (var i = 0; i < _rest.Length; i++) _rest[i] = KeyPart.Freeze(parts[i + Inline], depth);
        var hash = new HashCode();
        for (var i = 0; i < parts.Length; i++) hash.Add(KeyPart.Hash(this[i]));
        _hash = hash.ToHashCode();
    }

    /// <summary>The key without parts; every key begins with it.</summary>
    public static QueryKey Empty { get; } = new([], 0);

    /// <inheritdoc/>
    public int Count { get; }

    /// <inheritdoc/>
    public object? this[int index]
    {
        get
        {
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)index, (uint)Count, nameof(index));
            return index switch { 0 => _first, 1 => _second, _ => _rest[index - Inline] };
        }
    }

    /// <summary>Makes a key of its parts.</summary>
    /// <exception cref="ArgumentException">A part has no lasting value: a delegate, a task, a stream; or lists are nested without end.</exception>
    public static QueryKey Create(ReadOnlySpan<object?> parts) => parts.IsEmpty ? Empty : new QueryKey(parts, 0);

    /// <param name="parts">The parts.</param>
    /// <param name="depth">How many lists and objects are around the parts.</param>
    internal static QueryKey Create(ReadOnlySpan<object?> parts, int depth) => new(parts, depth);

    /// <summary>Whether this key begins with another.</summary>
    /// <remarks>
    /// The parts of the other are a prefix of its own. Within the parts it is the same again: a list in this key begins with the list in the
    /// other, an object has at least the names of the other's.
    /// </remarks>
    public bool StartsWith(QueryKey prefix)
    {
        ArgumentNullException.ThrowIfNull(prefix);
        return StartsWith(prefix, 0);
    }

    /// <param name="prefix">The prefix.</param>
    /// <param name="from">How many parts are known to match.</param>
    internal bool StartsWith(QueryKey prefix, int from)
    {
        if (prefix.Count > Count) return false;
        for (var i = from; i < prefix.Count; i++)
            if (!KeyPart.Matches(this[i], prefix[i])) return false;
        return true;
    }

    /// <inheritdoc/>
    public bool Equals(QueryKey? other)
    {
        if (ReferenceEquals(this, other)) return true;
        if (other is null || _hash != other._hash || Count != other.Count) return false;
        if (!KeyPart.Same(_first, other._first) || !KeyPart.Same(_second, other._second)) return false;
        for (var i = 0; i < _rest.Length; i++)
            if (!KeyPart.Same(_rest[i], other._rest[i])) return false;
        return true;
    }

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as QueryKey);

    /// <inheritdoc/>
    public override int GetHashCode() => _hash;

    /// <summary>The key as canonical JSON: names of objects in ordinal order, other values as texts.</summary>
    public override string ToString() => KeyJson.Print(this);

    /// <inheritdoc/>
    public IEnumerator<object?> GetEnumerator()
    {
        for (var i = 0; i < Count; i++) yield return this[i];
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
