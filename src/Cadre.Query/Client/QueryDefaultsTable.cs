namespace Cadre.Query;

/// <summary>The defaults of a client's queries: for all, and by key. Immutable.</summary>
internal sealed class QueryDefaultsTable
{
    private readonly (QueryKey Key, QueryOptions Options)[] _byKey;

    public QueryDefaultsTable(QueryOptions forAll) : this(forAll, [])
    {
    }

    private QueryDefaultsTable(QueryOptions forAll, (QueryKey Key, QueryOptions Options)[] byKey)
    {
        ForAll = forAll;
        _byKey = byKey;
    }

    public QueryOptions ForAll { get; }

    public QueryDefaultsTable WithForAll(QueryOptions forAll) => new(forAll, _byKey);

    public QueryDefaultsTable With(QueryKey key, QueryOptions options)
    {
        var at = Array.FindIndex(_byKey, entry => entry.Key.Equals(key));
        if (at < 0) return new(ForAll, [.. _byKey, (key, options)]);
        var changed = _byKey.ToArray();
        changed[at] = (key, options);
        return new(ForAll, changed);
    }

    /// <summary>What is set for a key, later entries over earlier ones.</summary>
    public QueryOptions For(QueryKey key)
    {
        QueryOptions? merged = null;
        foreach (var (prefix, options) in _byKey)
            if (key.StartsWith(prefix)) merged = merged is null ? options : Over(options, merged);
        return merged ?? new QueryOptions();
    }

    public QueryDefinition<TData> Resolve<TData>(QueryDefinition<TData> query)
    {
        QueryOptions resolved = query;
        for (var i = _byKey.Length - 1; i >= 0; i--)
            if (query.Key.StartsWith(_byKey[i].Key)) resolved = resolved.WithDefaults(_byKey[i].Options);
        return (QueryDefinition<TData>)resolved.WithDefaults(ForAll);
    }

    /// <summary>Typed defaults stay typed, whichever of the two has them.</summary>
    private static QueryOptions Over(QueryOptions options, QueryOptions below) =>
        options.GetType() == typeof(QueryOptions) && below.GetType() != typeof(QueryOptions) ? below.Under(options) : options.WithDefaults(below);
}
