namespace Cadre.Query;

/// <summary>The server's data of a query, and the optimistic changes over it.</summary>
internal sealed class Layers<TData>
{
    /// <summary>The server's data.</summary>
    public Optional<TData> Base { get; set; }

    /// <summary>Stores the server's data and answers what is shown of it.</summary>
    public TData Accept(TData data, Optional<TData> shown)
    {
        Base = data;
        return data;
    }
}
