using System.Globalization;
using Cadre.Query;

namespace Cadre.Conformance.Query;

/// <summary>The few operations on data that the named functions of scenarios are made of, with JavaScript's meaning.</summary>
internal static class Script
{
    /// <summary>A member of an object or an item of a list; nothing if it is not there.</summary>
    public static object? Member(object? value, object? name) => value switch
    {
        null or Nothing => throw new InvalidOperationException($"Nothing has no member {name}."),
        InfiniteData<object?, object?> data => Member(Json.AsObject(data), name),
        Dictionary<string, object?> members => members.TryGetValue(Text(name), out var member) ? member : Nothing.Value,
        IReadOnlyList<object?> items when name is "length" => (double)items.Count,
        IReadOnlyList<object?> items => int.TryParse(Text(name), CultureInfo.InvariantCulture, out var index) && index >= 0 && index < items.Count ? items[index] : Nothing.Value,
        string text when name is "length" => (double)text.Length,
        _ => Nothing.Value,
    };

    public static IReadOnlyList<object?> List(object? value) =>
        value as IReadOnlyList<object?> ?? throw new InvalidOperationException($"{CanonicalJson.Of(value)} is no list.");

    public static double Number(object? value) => value switch
    {
        null => 0,
        bool truth => truth ? 1 : 0,
        string or Nothing or IEnumerable<object?> or Dictionary<string, object?> => double.NaN,
        _ => Convert.ToDouble(value, CultureInfo.InvariantCulture),
    };

    /// <summary>The sum of numbers; texts are joined.</summary>
    public static object? Plus(object? left, object? right) => left is string || right is string ? Text(left) + Text(right) : Number(left) + Number(right);

    public static string Text(object? value) => value as string ?? CanonicalJson.Of(value);

    /// <summary>An object with one member changed.</summary>
    public static Dictionary<string, object?> With(object? value, IEnumerable<KeyValuePair<string, object?>> members)
    {
        var changed = value is Dictionary<string, object?> old ? new Dictionary<string, object?>(old, StringComparer.Ordinal) : new(StringComparer.Ordinal);
        foreach (var (name, member) in members) changed[name] = Json.Copy(member);
        return changed;
    }

    public static bool IsNothing(object? value) => value is null or Nothing;
}
