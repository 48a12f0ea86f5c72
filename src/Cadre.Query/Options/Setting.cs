namespace Cadre.Query;

/// <summary>An option that is either fixed or asked of the query each time it is needed.</summary>
/// <remarks>
/// A function must be quick, must not block and must not call the client: it is called while the client's lock is held.
/// The default is the default of <typeparamref name="T"/>.
/// </remarks>
public readonly struct Setting<T> : IEquatable<Setting<T>>
{
    private readonly T _value;
    private readonly Func<CachedQuery, T>? _of;

    internal Setting(T value, Func<CachedQuery, T>? of)
    {
        _value = value;
        _of = of;
    }

    /// <summary>The value for a query as it is now.</summary>
    public T For(CachedQuery query) => _of is null ? _value : _of(query);

    /// <summary>A fixed value.</summary>
    public static implicit operator Setting<T>(T value) => new(value, null);

    /// <inheritdoc/>
    public bool Equals(Setting<T> other) => ReferenceEquals(_of, other._of) && EqualityComparer<T>.Default.Equals(_value, other._value);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is Setting<T> other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(_value, _of);

    /// <summary>Same value, or same function.</summary>
    public static bool operator ==(Setting<T> left, Setting<T> right) => left.Equals(right);

    /// <summary>Another value, or another function.</summary>
    public static bool operator !=(Setting<T> left, Setting<T> right) => !left.Equals(right);
}

/// <summary>Makes settings.</summary>
public static class Setting
{
    /// <summary>A setting that a function answers, each time for the query as it then is.</summary>
    public static Setting<T> Of<T>(Func<CachedQuery, T> of)
    {
        ArgumentNullException.ThrowIfNull(of);
        return new(default!, of);
    }
}
