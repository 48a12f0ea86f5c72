using Cadre.Query;

namespace Cadre.Conformance.Query;

/// <summary>Keys of scenarios as keys of the library.</summary>
internal sealed class Keys
{
    private readonly Dictionary<QueryKey, string> _canonical = [];

    public QueryKey Of(object? parts)
    {
        var key = Make(parts);
        _canonical.TryAdd(key, CanonicalJson.Of(parts));
        return key;
    }

    public string Canonical(QueryKey key) => _canonical.TryGetValue(key, out var text) ? text : CanonicalJson.Of(key);

    /// <summary>The parts as plain values.</summary>
    public object? Parts(QueryKey key) => Json.Parse(Canonical(key));

    private static QueryKey Make(object? parts) => QueryKey.Create([.. Script.List(Json.Copy(parts))]);
}
