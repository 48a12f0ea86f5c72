namespace Cadre.Query;

/// <summary>What a fetch is told.</summary>
public class QueryContext
{
    private readonly CancellationToken _cancellation;
    private readonly Action _noticed;

    internal QueryContext(QueryClient client, QueryKey key, IReadOnlyDictionary<string, object?>? meta, CancellationToken cancellation, Action noticed)
    {
        Client = client;
        Key = key;
        Meta = meta;
        _cancellation = cancellation;
        _noticed = noticed;
    }

    internal QueryContext(QueryContext other) : this(other.Client, other.Key, other.Meta, other._cancellation, other._noticed)
    {
    }

    /// <summary>The client that fetches.</summary>
    public QueryClient Client { get; }

    /// <summary>The key of the query.</summary>
    public QueryKey Key { get; }

    /// <summary>What the definition says under the same name.</summary>
    public IReadOnlyDictionary<string, object?>? Meta { get; }

    /// <summary>Cancelled when nobody is interested in the answer any more. Reading it is noticed: see <see cref="QueryFunction{TData}"/>.</summary>
    public CancellationToken CancellationToken
    {
        get
        {
            _noticed();
            return _cancellation;
        }
    }
}
