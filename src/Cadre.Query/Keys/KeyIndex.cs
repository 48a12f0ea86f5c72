namespace Cadre.Query;

/// <summary>Stands in until the index by prefix lands.</summary>
internal sealed class KeyIndex<T>
{
    private readonly Dictionary<QueryKey, T> _all = [];

    public void Add(QueryKey key, T value) => _all.Add(key, value);

    public void Remove(QueryKey key) => _all.Remove(key);

    public void Collect(QueryKey prefix, List<T> into)
    {
        foreach (var (key, value) in _all)
            if (key.StartsWith(prefix)) into.Add(value);
    }
}
