namespace Cadre.Query;

/// <summary>Lets definitions that say the same keep one object of options. Safe for use from any thread.</summary>
/// <remarks>
/// A set of options is three hundred bytes, and a function that answers the definition for an id makes one for every query. It remembers some
/// sets and no more: two threads may overwrite each other's, which only costs memory.
/// </remarks>
internal sealed class SharedOptions
{
    private const int Buckets = 16;

    // Options that are zero or false have the same hash as options that are not there, so that many may fall into one.
    private const int InBucket = 8;

    private readonly OptionSet?[] _known = new OptionSet?[Buckets * InBucket];

    public QueryDefinition<TData> Share<TData>(QueryDefinition<TData> query)
    {
        var set = Share(query.Set);
        return ReferenceEquals(set, query.Set) ? query : query with { Set = set };
    }

    private OptionSet Share(OptionSet set)
    {
        if (ReferenceEquals(set, OptionSet.Empty)) return set;
        var bucket = _known.AsSpan((int)((uint)set.GetHashCode() % Buckets) * InBucket, InBucket);
        foreach (ref var known in bucket)
            if (Volatile.Read(ref known) is { } same && same.Equals(set)) return same;
        bucket[..^1].CopyTo(bucket[1..]);
        Volatile.Write(ref bucket[0], set);
        return set;
    }
}
