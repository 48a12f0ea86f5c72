namespace Cadre.Query;

/// <summary>Shares the items of collections that cannot be changed in place.</summary>
internal static class ItemSharing
{
    /// <summary>The old list if the new one is equal; else the new one, or a list of its items that took in equal old ones.</summary>
    public static TList Share<TList, T>(TList previous, TList next, Func<int, T, Optional<T>> partner, Func<T[], TList> make)
        where TList : IReadOnlyList<T>
    {
        T[]? shared = null;
        var equal = previous.Count == next.Count;
        for (var i = 0; i < next.Count; i++)
        {
            var item = next[i];
            if (partner(i, item).TryGet(out var old))
            {
                var kept = Sharing.Share(old, item);
                if (!Identity.Same(kept, item)) (shared ??= [.. next])[i] = kept;
                item = kept;
            }
            equal = equal && Identity.Same(item, previous[i]);
        }
        return equal ? previous : shared is null ? next : make(shared);
    }

    public static Func<int, T, Optional<T>> ByPlace<T>(IReadOnlyList<T> previous) => (index, _) => index < previous.Count ? Optional.Of(previous[index]) : default;

    public static Func<int, T, Optional<T>> ById<T, TId>(IReadOnlyList<T> previous, Func<T, TId> id) where TId : notnull
    {
        var byId = new Dictionary<TId, T>(previous.Count);
        foreach (var item in previous) byId.TryAdd(id(item), item);
        return (_, item) => byId.TryGetValue(id(item), out var old) ? Optional.Of(old) : default;
    }
}
