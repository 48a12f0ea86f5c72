using System.Collections.Immutable;
using System.Text.Json;

namespace Cadre.Fleet;

/// <summary>Reads the members of one JSON object and remembers the first that is wrong.</summary>
internal sealed class ObjectReader
{
    private readonly JsonElement _element;
    private int _found;

    public ObjectReader(JsonElement element)
    {
        _element = element;
        if (element.ValueKind is not JsonValueKind.Object) Problem = ReadingProblems.Expected("an object", element);
    }

    public FleetProblem? Problem { get; private set; }

    public Optional<T> Optional<T>(string name, ValueKind<T> kind) => TryRead(name, kind, out var value) ? new(value) : default;

    public T Or<T>(string name, ValueKind<T> kind, T fallback) => TryRead(name, kind, out var value) ? value : fallback;

    /// <summary>Reads a member that must be there; when it is not, the problem says so and the answer means nothing.</summary>
    public T Required<T>(string name, ValueKind<T> kind)
    {
        if (!TryRead(name, kind, out var value)) Problem ??= ReadingProblems.Missing(kind.Expected).Under(name);
        return value;
    }

    /// <summary>Refuses members that nobody asked for, except those to be ignored.</summary>
    public void RefuseOthers(ImmutableArray<string> known, ImmutableArray<string> ignored = default)
    {
        if (Problem is not null || _found == _element.GetPropertyCount()) return;
        foreach (var member in _element.EnumerateObject())
        {
            if (known.Contains(member.Name) || (!ignored.IsDefault && ignored.Contains(member.Name))) continue;
            Problem = ReadingProblems.UnknownMember(member.Name, known);
            return;
        }
    }

    private bool TryRead<T>(string name, ValueKind<T> kind, out T value)
    {
        value = default!;
        if (Problem is not null || !_element.TryGetProperty(name, out var member)) return false;
        _found++;
        Problem = kind.Read(member, out value)?.Under(name);
        return Problem is null;
    }
}
