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
    private readonly object?[] _parts;
    private readonly int _hash;

    /// <param name="parts">Frozen parts, which now belong to the key.</param>
    internal QueryKey(object?[] parts)
    {
        _parts = parts;
        var hash = new HashCode();
        foreach (var part in parts) hash.Add(KeyPart.Hash(part));
        _hash = hash.ToHashCode();
    }

    /// <summary>The key without parts; every key begins with it.</summary>
    public static QueryKey Empty { get; } = new([]);

    /// <inheritdoc/>
    public int Count => _parts.Length;

    /// <inheritdoc/>
    public object? this[int index] => _parts[index];

    /// <summary>Makes a key of its parts.</summary>
    /// <exception cref="ArgumentException">A part has no lasting value: a delegate, a task, a stream; or lists are nested without end.</exception>
    public static QueryKey Create(ReadOnlySpan<object?> parts)
    {
        if (parts.IsEmpty) return Empty;
        var frozen = new object?[parts.Length];
        for (var i = 0; i < frozen.Length; i++) frozen[i] = KeyPart.Freeze(parts[i]);
        return new QueryKey(frozen);
    }

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
            if (!KeyPart.Matches(_parts[i], prefix._parts[i])) return false;
        return true;
    }

    /// <inheritdoc/>
    public bool Equals(QueryKey? other)
    {
        if (ReferenceEquals(this, other)) return true;
        if (other is null || _hash != other._hash || _parts.Length != other._parts.Length) return false;
        for (var i = 0; i < _parts.Length; i++)
            if (!KeyPart.Same(_parts[i], other._parts[i])) return false;
        return true;
    }

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as QueryKey);

    /// <inheritdoc/>
    public override int GetHashCode() => _hash;

    /// <summary>The key as canonical JSON: names of objects in ordinal order, other values as texts.</summary>
    public override string ToString() => KeyJson.Print(this);

    /// <inheritdoc/>
    public IEnumerator<object?> GetEnumerator() => ((IEnumerable<object?>)_parts).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
