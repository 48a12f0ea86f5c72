using System.Text.Json;

namespace Cadre.Query;

/// <summary>Keeps references of old data where new data is equal to it, so that what did not change can be seen at a glance.</summary>
/// <remarks>
/// What has no function of its own here is shared as a whole: the old value stays if the new one is equal to it. To share the parts of a type
/// of your own, let it implement <see cref="IShareable{TSelf}"/>; for immutable and read-only collections, give one of these functions to
/// <see cref="QueryDefinition{TData}.Share"/>.
/// </remarks>
public static partial class Sharing
{
    /// <summary>New data in which every part that equals the part in the same place of the old is that old part.</summary>
    /// <remarks>
    /// Parts are the items of arrays, of lists and of dictionaries, at every depth. If all are equal and none is missing, it is the old data
    /// itself. The new value belongs to the cache: items of its lists and dictionaries may be exchanged for equal ones in place. Values of
    /// different types are never equal. Collections of other kinds stay or go as a whole.
    /// </remarks>
    public static T Share<T>(T previous, T next)
    {
        if (!typeof(T).IsValueType) return previous is null || next is null ? next : (T)new ShareWalk().Share(previous, next);
        if (EqualsByDefault(previous, next)) return previous;
        // The default of a collection such as ImmutableArray cannot even be counted; as equal to the default it never gets further.
        if (EqualsByDefault(previous, default) || EqualsByDefault(next, default)) return next;
        return next is System.Collections.IList ? (T)new ShareWalk().Share(previous!, next) : next;
    }

    private static bool EqualsByDefault<T>(T? left, T? right) =>
        left is JsonElement json && right is JsonElement other ? JsonSharing.AreEqual(json, other) : EqualityComparer<T>.Default.Equals(left, right);
}
