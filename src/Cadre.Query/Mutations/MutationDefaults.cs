namespace Cadre.Query;

/// <summary>What mutations take that say nothing themselves: by key, then for all. Safe for use from any thread.</summary>
internal sealed class MutationDefaults
{
    private readonly Lock _gate = new();
    private (QueryKey Key, MutationOptions Options)[] _byKey = [];
    private MutationOptions _forAll = new();

    public MutationOptions ForAll
    {
        get => Volatile.Read(ref _forAll);
        set => Volatile.Write(ref _forAll, value);
    }

    public void Set(QueryKey key, MutationOptions options)
    {
        ArgumentNullException.ThrowIfNull(key);
        ArgumentNullException.ThrowIfNull(options);
        lock (_gate)
        {
            var index = Array.FindIndex(_byKey, entry => entry.Key.Equals(key));
            var entries = _byKey.ToArray();
            if (index >= 0) entries[index] = (key, options);
            else entries = [.. entries, (key, options)];
            Volatile.Write(ref _byKey, entries);
        }
    }

    public MutationOptions Get(QueryKey key)
    {
        ArgumentNullException.ThrowIfNull(key);
        return Merge(ForKey(key));
    }

    public MutationOptions Complete(MutationOptions options) => Fill(options, All(options.Key));

    /// <summary>All that is known of a mutation that is known by its key alone.</summary>
    public MutationOptions Complete(QueryKey? key, IEnumerable<MutationOptions> first) => Merge(first.Concat(All(key)));

    private IEnumerable<MutationOptions> All(QueryKey? key) => (key is null ? [] : ForKey(key)).Append(ForAll);

    /// <summary>The latest first: it wins.</summary>
    private IEnumerable<MutationOptions> ForKey(QueryKey key)
    {
        var entries = Volatile.Read(ref _byKey);
        for (var i = entries.Length - 1; i >= 0; i--)
        {
            if (key.StartsWith(entries[i].Key)) yield return entries[i].Options;
        }
    }

    /// <summary>One that has the types of the first typed one has room for its functions.</summary>
    private static MutationOptions Merge(IEnumerable<MutationOptions> all)
    {
        var list = all.ToArray();
        return Fill(Array.Find(list, options => options.IsTyped)?.Blank ?? new MutationOptions(), list);
    }

    private static MutationOptions Fill(MutationOptions options, IEnumerable<MutationOptions> defaults) =>
        defaults.Aggregate(options, static (filled, next) => filled.WithDefaults(next));
}
