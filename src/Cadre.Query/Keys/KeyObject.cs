using System.Collections;
using System.Diagnostics.CodeAnalysis;

namespace Cadre.Query;

/// <summary>An object in a key: names, in ordinal order, and their values. Immutable, with value equality.</summary>
internal sealed class KeyObject : IReadOnlyDictionary<string, object?>, IEquatable<KeyObject>
{
    private readonly string[] _names;
    private readonly object?[] _values;
    private readonly int _hash;

    private KeyObject(string[] names, object?[] values)
    {
        _names = names;
        _values = values;
        var hash = new HashCode();
        for (var i = 0; i < names.Length; i++) hash.Add(HashCode.Combine(names[i].GetHashCode(), KeyPart.Hash(values[i])));
        // An empty object is not an empty list.
        hash.Add(nameof(KeyObject).Length);
        _hash = hash.ToHashCode();
    }

    public int Count => _names.Length;

    public IEnumerable<string> Keys => _names;

    public IEnumerable<object?> Values => _values;

    public object? this[string key] =>
        TryGetValue(key, out var value) ? value : throw new KeyNotFoundException($"The object in the key has no '{key}'.");

    public static KeyObject Of(IEnumerable<KeyValuePair<string, object?>> properties, int depth)
    {
        var sorted = properties.ToArray();
        Array.Sort(sorted, static (left, right) => string.CompareOrdinal(left.Key, right.Key));
        return new KeyObject(
            Array.ConvertAll(sorted, static property => property.Key),
            Array.ConvertAll(sorted, property => KeyPart.Freeze(property.Value, depth + 1)));
    }

    public bool ContainsKey(string key) => Find(key) >= 0;

    public bool TryGetValue(string key, [MaybeNullWhen(false)] out object? value)
    {
        var index = Find(key);
        value = index >= 0 ? _values[index] : null;
        return index >= 0;
    }

    /// <summary>Whether it has everything that another has.</summary>
    public bool Has(KeyObject subset)
    {
        if (subset.Count > Count) return false;
        for (var i = 0; i < subset.Count; i++)
            if (!TryGetValue(subset._names[i], out var value) || !KeyPart.Matches(value, subset._values[i])) return false;
        return true;
    }

    public bool Equals(KeyObject? other)
    {
        if (other is null || _hash != other._hash || Count != other.Count) return false;
        for (var i = 0; i < Count; i++)
            if (_names[i] != other._names[i] || !KeyPart.Same(_values[i], other._values[i])) return false;
        return true;
    }

    public override bool Equals(object? obj) => Equals(obj as KeyObject);

    public override int GetHashCode() => _hash;

    public IEnumerator<KeyValuePair<string, object?>> GetEnumerator()
    {
        for (var i = 0; i < _names.Length; i++) yield return new(_names[i], _values[i]);
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private int Find(string name) => Array.BinarySearch(_names, name, StringComparer.Ordinal);
}
