namespace Cadre.Query;

/// <summary>What a fetch is told.</summary>
public class QueryContext
{
    private readonly CancellationToken _cancellation;
    private readonly TokenUse _use;

    internal QueryContext(QueryClient client, QueryKey key, IReadOnlyDictionary<string, object?>? meta, TokenUse use, CancellationToken cancellation)
    {
        Client = client;
        Key = key;
        Meta = meta;
        _cancellation = cancellation;
        _use = use;
    }

    internal QueryContext(QueryContext other) : this(other.Client, other.Key, other.Meta, other._use, other._cancellation)
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
            _use.WasRead = true;
            return _cancellation;
        }
    }

    /// <summary>Stands for the attempt.</summary>
    internal TokenUse Use => _use;

    /// <summary>Stops a fetch of several steps if it looked at its token and was cancelled; one that never looked goes on.</summary>
    internal void ThrowIfAborted()
    {
        if (_use.WasRead) _cancellation.ThrowIfCancellationRequested();
    }
}

/// <summary>Whether an attempt looked at its cancellation token.</summary>
internal sealed class TokenUse
{
    public volatile bool WasRead;
}
