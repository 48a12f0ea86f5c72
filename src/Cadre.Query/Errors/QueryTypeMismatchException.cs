namespace Cadre.Query;

/// <summary>One key was used with two types of data.</summary>
public sealed class QueryTypeMismatchException : InvalidOperationException
{
    internal QueryTypeMismatchException(QueryKey key, Type cached, Type asked)
        : base($"The query {key} holds data of type {cached}, but was asked for {asked}: use one definition for one key.")
    {
        Key = key;
        Cached = cached;
        Asked = asked;
    }

    /// <summary>The key.</summary>
    public QueryKey Key { get; }

    /// <summary>The type that the cache holds.</summary>
    public Type Cached { get; }

    /// <summary>The type that was asked for.</summary>
    public Type Asked { get; }
}
