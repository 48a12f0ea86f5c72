using System.Collections;
using System.Runtime.CompilerServices;

namespace Cadre.Query;

/// <summary>Identifies a query: a list of parts, such as <c>["agents", id]</c>. Immutable, with value equality.</summary>
[CollectionBuilder(typeof(QueryKey), nameof(Create))]
public sealed class QueryKey : IReadOnlyList<object?>, IEquatable<QueryKey>
{
    /// <summary>The key without parts; every key begins with it.</summary>
    public static QueryKey Empty => throw new NotImplementedException();

    /// <inheritdoc/>
    public int Count => throw new NotImplementedException();

    /// <inheritdoc/>
    public object? this[int index] => throw new NotImplementedException();

    /// <summary>Makes a key of its parts.</summary>
    public static QueryKey Create(ReadOnlySpan<object?> parts) => throw new NotImplementedException();

    /// <summary>Whether this key begins with another: its parts are a prefix, and objects in it a subset.</summary>
    public bool StartsWith(QueryKey prefix) => throw new NotImplementedException();

    /// <inheritdoc/>
    public bool Equals(QueryKey? other) => throw new NotImplementedException();

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as QueryKey);

    /// <inheritdoc/>
    public override int GetHashCode() => throw new NotImplementedException();

    /// <summary>The key as canonical JSON: properties of objects in order of their names.</summary>
    public override string ToString() => throw new NotImplementedException();

    /// <inheritdoc/>
    public IEnumerator<object?> GetEnumerator() => throw new NotImplementedException();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
