namespace Cadre.Query;

/// <summary>Data that a query starts with, as if it had been fetched.</summary>
/// <remarks>It goes into the cache, counts as no fetch, and also fills a query that still has no data when it is given later.</remarks>
public readonly record struct InitialData<TData>
{
    private readonly Optional<TData> _value;
    private readonly Func<Optional<TData>>? _of;

    internal InitialData(Optional<TData> value, Func<Optional<TData>>? of)
    {
        _value = value;
        _of = of;
    }

    internal Optional<TData> Get() => _of is null ? _value : _of();

    /// <summary>This value.</summary>
    public static implicit operator InitialData<TData>(TData value) => new(Optional.Of(value), null);
}

/// <summary>Makes initial data.</summary>
public static class InitialData
{
    /// <summary>This value.</summary>
    public static InitialData<TData> Of<TData>(TData value) => new(Optional.Of(value), null);

    /// <summary>What the function answers when the query is made; nothing if it answers nothing.</summary>
    public static InitialData<TData> From<TData>(Func<Optional<TData>> of)
    {
        ArgumentNullException.ThrowIfNull(of);
        return new(default, of);
    }
}
