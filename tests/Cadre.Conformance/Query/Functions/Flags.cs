namespace Cadre.Conformance.Query;

/// <summary>Values that a scenario sets while it runs and that its functions read.</summary>
internal sealed class Flags
{
    private readonly Dictionary<string, object?> _values = new(StringComparer.Ordinal);

    public object? this[string name]
    {
        get => _values.TryGetValue(name, out var value) ? value : Nothing.Value;
        set => _values[name] = value;
    }
}
