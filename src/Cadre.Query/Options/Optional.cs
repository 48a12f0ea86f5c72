using System.Diagnostics.CodeAnalysis;

namespace Cadre.Query;

/// <summary>A value, or nothing at all. Unlike null, nothing is never data.</summary>
/// <remarks>The default is nothing.</remarks>
public readonly record struct Optional<T>
{
    private readonly T _value;

    internal Optional(T value)
    {
        _value = value;
        HasValue = true;
    }

    /// <summary>Whether there is a value (which may be null).</summary>
    public bool HasValue { get; }

    /// <summary>The value.</summary>
    /// <exception cref="InvalidOperationException">There is none.</exception>
    public T Value => HasValue ? _value : throw new InvalidOperationException($"There is no value of type {typeof(T)}; ask HasValue first.");

    /// <summary>The value, or the default of its type.</summary>
    public T? OrDefault() => HasValue ? _value : default;

    /// <summary>The value, if there is one.</summary>
    public bool TryGet([MaybeNullWhen(false)] out T value)
    {
        value = _value;
        return HasValue;
    }

    internal Optional<object?> Boxed() => HasValue ? Optional.Of<object?>(_value) : default;

    /// <summary>A value is an optional value.</summary>
    public static implicit operator Optional<T>(T value) => new(value);
}

/// <summary>Makes optional values.</summary>
public static class Optional
{
    /// <summary>This value, also if it is null.</summary>
    public static Optional<T> Of<T>(T value) => new(value);

    /// <summary>Nothing.</summary>
    public static Optional<T> None<T>() => default;
}
