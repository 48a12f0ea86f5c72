using System.Collections.Immutable;

namespace Cadre.Query.Tests;

/// <summary>A list as a server keeps it: each event adds one item and counts the version up.</summary>
internal sealed record Board(long Version, ImmutableList<string> Items)
{
    public static Board Empty { get; } = new(0, []);

    /// <summary>With the item of an event, unless it is there.</summary>
    public Board With(string item, long version) =>
        Items.Contains(item) ? this with { Version = Math.Max(version, Version) } : new Board(Math.Max(version, Version), Items.Add(item));

    public bool Equals(Board? other) => other is not null && Version == other.Version && Items.SequenceEqual(other.Items);

    public override int GetHashCode() => HashCode.Combine(Version, Items.Count);

    public override string ToString() => $"{Version}:{string.Join(',', Items)}";
}
