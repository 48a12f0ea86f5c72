namespace Cadre.Conformance.Query;

/// <summary>Numbers the distinct objects seen in a place, from 1 in order of appearance: shows whether data kept its reference.</summary>
internal sealed class References
{
    private readonly Dictionary<string, Dictionary<object, int>> _seen = new(StringComparer.Ordinal);

    /// <summary>The number of a list or an object; nothing for other values.</summary>
    public object? Number(string place, object? value)
    {
        if (value is null or string or Nothing or ValueType) return Nothing.Value;
        if (!_seen.TryGetValue(place, out var numbers)) _seen[place] = numbers = new(ReferenceEqualityComparer.Instance);
        if (!numbers.TryGetValue(value, out var number)) numbers[value] = number = numbers.Count + 1;
        return (double)number;
    }
}
