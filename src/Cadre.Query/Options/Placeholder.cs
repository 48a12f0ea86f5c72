namespace Cadre.Query;

/// <summary>What an observer shows while there is no data. It is never cached, and goes through the selector.</summary>
public readonly record struct Placeholder<TData>
{
    private readonly Optional<TData> _value;
    private readonly Func<Optional<TData>, CachedQuery?, Optional<TData>>? _of;

    internal Placeholder(Optional<TData> value, Func<Optional<TData>, CachedQuery?, Optional<TData>>? of)
    {
        _value = value;
        _of = of;
    }

    internal Optional<TData> For(Optional<TData> previous, CachedQuery? previousQuery) => _of is null ? _value : _of(previous, previousQuery);

    internal bool IsSameAs(Placeholder<TData> other) =>
        ReferenceEquals(_of, other._of) && _value.HasValue == other._value.HasValue && SameValue(_value.OrDefault(), other._value.OrDefault());

    private static bool SameValue(TData? left, TData? right) =>
        typeof(TData).IsValueType ? EqualityComparer<TData>.Default.Equals(left, right) : ReferenceEquals(left, right);

    /// <summary>This value.</summary>
    public static implicit operator Placeholder<TData>(TData value) => new(Optional.Of(value), null);
}

/// <summary>Makes placeholders.</summary>
public static class Placeholder
{
    /// <summary>This value.</summary>
    public static Placeholder<TData> Of<TData>(TData value) => new(Optional.Of(value), null);

    /// <summary>What a function makes of the last data this observer saw and of the query it came from; nothing for no placeholder.</summary>
    public static Placeholder<TData> From<TData>(Func<Optional<TData>, CachedQuery?, Optional<TData>> of)
    {
        ArgumentNullException.ThrowIfNull(of);
        return new(default, of);
    }

    /// <summary>The data of the key that the observer followed before.</summary>
    public static Placeholder<TData> KeepPrevious<TData>() => Kept<TData>.Previous;

    private static class Kept<TData>
    {
        public static Placeholder<TData> Previous { get; } = From<TData>(static (previous, _) => previous);
    }
}
