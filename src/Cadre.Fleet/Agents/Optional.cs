namespace Cadre.Fleet;

/// <summary>A value that may be absent; absent is not the same as present and null.</summary>
/// <remarks>The default is absent. A value converts implicitly to present.</remarks>
public readonly record struct Optional<T>
{
    /// <summary>A present value.</summary>
    public Optional(T value) => (HasValue, Value) = (true, value);

    /// <summary>Whether the value is present.</summary>
    public bool HasValue { get; }

    /// <summary>The value, or the type's default when it is absent.</summary>
    public T? Value { get; }

    /// <summary>The value, or <paramref name="fallback"/> when it is absent.</summary>
    public T Or(T fallback) => HasValue ? Value! : fallback;

    /// <summary>A present value.</summary>
    public static implicit operator Optional<T>(T value) => new(value);
}
