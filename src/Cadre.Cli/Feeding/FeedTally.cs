namespace Cadre.Cli.Feeding;

/// <summary>What became of the messages so far.</summary>
internal sealed class FeedTally
{
    private readonly SortedDictionary<string, long> _ignoredBecause = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, long> _rejectedBecause = new(StringComparer.Ordinal);

    public long Accepted { get; private set; }

    public long Ignored => _ignoredBecause.Values.Sum();

    public long Rejected => _rejectedBecause.Values.Sum();

    public long Total => Accepted + Ignored + Rejected;

    /// <summary>Where the log of the hub stood after the last answer.</summary>
    public string? Cursor { get; set; }

    public IEnumerable<KeyValuePair<string, long>> IgnoredBecause => _ignoredBecause;

    public IEnumerable<KeyValuePair<string, long>> RejectedBecause => _rejectedBecause;

    public void Accept() => Accepted++;

    public void Ignore(string reason) => Count(_ignoredBecause, reason);

    public void Reject(string code) => Count(_rejectedBecause, code);

    private static void Count(SortedDictionary<string, long> counts, string reason) =>
        counts[reason] = counts.GetValueOrDefault(reason) + 1;
}
