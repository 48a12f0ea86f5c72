using System.Collections;
using System.Globalization;
using System.Text.Json;

namespace Cadre.Query;

/// <summary>What may be a part of a key, and when two parts are the same.</summary>
/// <remarks>A frozen part is null, a string, a bool, a number as it was given, a <see cref="QueryKey"/>, a <see cref="KeyObject"/> or a value of its own.</remarks>
internal static class KeyPart
{
    private const int DeepestNesting = 64;

    public static object? Freeze(object? part, int depth = 0) => part switch
    {
        null or string or int or long or bool or QueryKey or KeyObject => part,
        double or float or decimal or short or byte or uint or ulong => part,
        Enum => part.ToString(),
        Guid id => id.ToString(),
        char letter => letter.ToString(),
        DateTimeOffset time => time.ToUniversalTime().ToString("O", CultureInfo.InvariantCulture),
        DateTime or DateOnly or TimeOnly => ((IFormattable)part).ToString("O", CultureInfo.InvariantCulture),
        TimeSpan span => span.ToString("c", CultureInfo.InvariantCulture),
        JsonElement json => KeyJson.Read(json),
        _ when depth == DeepestNesting => throw new ArgumentException($"A key cannot hold lists nested more than {DeepestNesting} deep; does a list hold itself?"),
        IReadOnlyDictionary<string, object?> dictionary => KeyObject.Of(dictionary, depth),
        IDictionary dictionary => KeyObject.Of(Named(dictionary), depth),
        IDictionary<string, object?> dictionary => KeyObject.Of(dictionary, depth),
        Delegate or Task or ValueTask or Stream or CancellationToken or CancellationTokenSource or IAsyncEnumerable<object> =>
            throw new ArgumentException($"A key cannot hold a {part.GetType()}: two of them are never the same. Use a name or an id instead."),
        IEnumerable list => Freeze(list, depth),
        _ => part,
    };

    private static QueryKey Freeze(IEnumerable list, int depth) => QueryKey.Create([.. list.Cast<object?>()], depth + 1);

    private static IEnumerable<KeyValuePair<string, object?>> Named(IDictionary dictionary)
    {
        foreach (DictionaryEntry entry in dictionary)
        {
            yield return entry.Key is string name
                ? new(name, entry.Value)
                : throw new ArgumentException($"A dictionary in a key must have strings as its keys, not {entry.Key.GetType()}.");
        }
    }

    /// <summary>Whether a value is plain data, or lists and dictionaries of it.</summary>
    public static bool IsPlain(object? value)
    {
        try
        {
            return KeyJson.IsData(Freeze(value));
        }
        catch (ArgumentException)
        {
            return false;
        }
    }

    public static bool IsComposite(object? part) => part is QueryKey or KeyObject;

    public static bool Same(object? left, object? right)
    {
        if (ReferenceEquals(left, right)) return true;
        if (left is null || right is null) return false;
        if (left is string text) return right is string other && text == other;
        return left.GetType() == right.GetType() ? left.Equals(right) : KeyNumber.AreSame(left, right);
    }

    public static int Hash(object? part) => part switch
    {
        null => 0,
        string text => text.GetHashCode(),
        QueryKey or KeyObject => part.GetHashCode(),
        _ => KeyNumber.Hash(part) ?? part.GetHashCode(),
    };

    /// <summary>Whether a part is what a part of a filter asks for: equal, or a list that begins so, or an object that has at least that.</summary>
    public static bool Matches(object? part, object? asked) => (part, asked) switch
    {
        (QueryKey list, QueryKey prefix) => list.StartsWith(prefix, 0),
        (KeyObject whole, KeyObject subset) => whole.Has(subset),
        _ => Same(part, asked),
    };
}
