using System.Collections;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Cadre.Query;

/// <summary>How values of a type are shared.</summary>
internal enum ShareKind
{
    /// <summary>As a whole, if equal.</summary>
    Value,

    /// <summary>As it says itself.</summary>
    Shareable,

    /// <summary>Item by item: an array of references.</summary>
    Array,

    /// <summary>Item by item: a list of references.</summary>
    List,

    /// <summary>Value by value.</summary>
    Dictionary,

    /// <summary>As a whole, if all items are equal.</summary>
    WholeList,

    /// <summary>As a whole, if all values are equal.</summary>
    WholeDictionary,

    /// <summary>As a whole, if it is the same JSON.</summary>
    Json,
}

internal static class ShareKinds
{
    public static ShareKind Of(object value) => value switch
    {
        string => ShareKind.Value,
        IShareable => ShareKind.Shareable,
        object?[] => ShareKind.Array,
        JsonElement or JsonNode => ShareKind.Json,
        IDictionary => Is(value, typeof(Dictionary<,>)) ? ShareKind.Dictionary : ShareKind.WholeDictionary,
        // Only lists of references are lists of objects.
        IList => value is IReadOnlyList<object?> && Is(value, typeof(List<>)) ? ShareKind.List : ShareKind.WholeList,
        _ => ShareKind.Value,
    };

    private static bool Is(object value, Type definition) => value.GetType() is { IsGenericType: true } type && type.GetGenericTypeDefinition() == definition;
}
