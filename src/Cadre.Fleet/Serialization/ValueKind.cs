using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;

namespace Cadre.Fleet;

/// <summary>Reads a value.</summary>
/// <returns>Null when it was read; else what is wrong, with a pointer relative to the element.</returns>
internal delegate FleetProblem? ReadValue<T>(JsonElement element, out T value);

/// <summary>Reads a value that is right or wrong as a whole.</summary>
internal delegate bool TryReadValue<T>(JsonElement element, out T value);

/// <summary>A kind of JSON value: how to read it and, for problems, what it is in words.</summary>
internal sealed class ValueKind<T>
{
    private readonly ReadValue<T> _read;

    public ValueKind(string expected, ReadValue<T> read) => (Expected, _read) = (expected, read);

    public ValueKind(string expected, TryReadValue<T> tryRead)
        : this(expected, (JsonElement element, out T value) => tryRead(element, out value) ? null : ReadingProblems.Expected(expected, element))
    {
    }

    public string Expected { get; }

    public FleetProblem? Read(JsonElement element, out T value) => _read(element, out value);

    public ValueKind<ImmutableArray<T>> List(string expected) => new(expected, (JsonElement element, out ImmutableArray<T> values) =>
    {
        values = [];
        if (element.ValueKind is not JsonValueKind.Array) return ReadingProblems.Expected(expected, element);
        var builder = ImmutableArray.CreateBuilder<T>(element.GetArrayLength());
        foreach (var item in element.EnumerateArray())
        {
            if (_read(item, out var value) is { } problem) return problem.Under(builder.Count.ToString(CultureInfo.InvariantCulture));
            builder.Add(value);
        }
        values = builder.DrainToImmutable();
        return null;
    });
}
