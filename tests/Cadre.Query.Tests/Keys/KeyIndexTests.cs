namespace Cadre.Query.Tests;

public sealed class KeyIndexTests
{
    private readonly KeyIndex<Item> _index = new();

    [Fact]
    public void Things_are_found_by_the_beginning_of_their_keys()
    {
        Add(["agents"], ["agents", 1], ["agents", 1, "log"], ["agents", 2], ["tasks", 1]);

        Found(["agents", 1]).ShouldBe(["""["agents",1,"log"]""", """["agents",1]"""]);
        Found(["agents"]).Count.ShouldBe(4);
        Found(["agents", 1, "log"]).ShouldBe(["""["agents",1,"log"]"""]);
        Found([]).Count.ShouldBe(5);
        Found(["agents", 3]).ShouldBeEmpty();
        Found(["agents", 1, "log", "x"]).ShouldBeEmpty();
        Found(["nobody"]).ShouldBeEmpty();
    }

    [Fact]
    public void Objects_and_lists_in_a_prefix_match_in_part()
    {
        Add(
            ["tasks", Object("status", "open", "page", 1)],
            ["tasks", Object("status", "open", "page", 2), "x"],
            ["tasks", Object("status", "done", "page", 1)],
            ["tasks", new[] { 1, 2 }],
            ["tasks", "open"]);

        Found(["tasks", Object("status", "open")]).Count.ShouldBe(2);
        Found(["tasks", Object("page", 1)]).Count.ShouldBe(2);
        Found(["tasks", Object("page", 2), "x"]).Count.ShouldBe(1);
        Found(["tasks", Object("page", 2), "y"]).ShouldBeEmpty();
        Found(["tasks", new[] { 1 }]).ShouldBe(["""["tasks",[1,2]]"""]);
        Found(["tasks", "open"]).Count.ShouldBe(1);
    }

    [Fact]
    public void Numbers_of_any_type_find_the_same()
    {
        Add(["a", 1], ["a", 1.5]);

        Found(["a", 1.0]).ShouldBe(["""["a",1]"""]);
        Found(["a", 1.5f]).ShouldBe(["""["a",1.5]"""]);
    }

    [Fact]
    public void Key_that_is_there_is_refused_and_nothing_changes()
    {
        Add(["a", 1, 2], ["a"], []);

        foreach (QueryKey key in new QueryKey[] { ["a", 1, 2], ["a"], [] })
            Should.Throw<InvalidOperationException>(() => Add(key)).Message.ShouldContain(key.ToString());

        _index.Count.ShouldBe(3);
        Found([]).Count.ShouldBe(3);
    }

    [Fact]
    public void What_is_not_there_cannot_be_removed()
    {
        Add(["a", 1], ["b"]);

        foreach (QueryKey key in new QueryKey[] { [], ["a"], ["a", 2], ["a", 1, 1], ["b", 1], ["c"] }) _index.Remove(key).ShouldBeFalse(key.ToString());

        _index.Count.ShouldBe(2);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void Index_finds_what_a_scan_of_everything_finds(int seed)
    {
        var random = new Random(seed);
        var all = new Dictionary<QueryKey, Item>();
        for (var round = 0; round < 2_000; round++)
        {
            var key = RandomKey(random, 4);
            var grow = round % 500 < 300;
            if (random.Next(10) < (grow ? 7 : 2))
            {
                if (all.TryAdd(key, new Item(key))) _index.Add(key, all[key]);
            }
            else
            {
                if (random.Next(4) > 0 && all.Count > 0) key = all.Keys.ElementAt(random.Next(all.Count));
                _index.Remove(key).ShouldBe(all.Remove(key));
            }
            var prefix = RandomKey(random, 3);
            var expected = all.Values.Where(item => item.Key.StartsWith(prefix)).Select(item => item.Key.ToString()).Order(StringComparer.Ordinal).ToList();
            Found(prefix).ShouldBe(expected, $"seed {seed}, round {round}, prefix {prefix}");
            _index.Count.ShouldBe(all.Count);
        }

        foreach (var key in all.Keys.ToArray()) _index.Remove(key).ShouldBeTrue();
        _index.Count.ShouldBe(0);
        Found([]).ShouldBeEmpty();
    }

    [Fact]
    public void Hundred_thousand_keys_cost_less_than_a_hundred_bytes_each()
    {
        const int Count = 100_000;
        var items = Enumerable.Range(0, Count).Select(i => new Item(["agents", i])).ToArray();

        var before = GC.GetAllocatedBytesForCurrentThread();
        foreach (var item in items) _index.Add(item.Key, item);
        var allocatedWhileGrowing = GC.GetAllocatedBytesForCurrentThread() - before;

        // What growing threw away is counted too: an upper bound that no collection can blur.
        (allocatedWhileGrowing / Count).ShouldBeLessThan(100);
    }

    private void Add(params QueryKey[] keys)
    {
        foreach (var key in keys) _index.Add(key, new Item(key));
    }

    private List<string> Found(QueryKey prefix)
    {
        var found = new List<Item>();
        _index.Collect(prefix, found);
        return [.. found.Select(item => item.Key.ToString()).Order(StringComparer.Ordinal)];
    }

    private static QueryKey RandomKey(Random random, int longest)
    {
        var parts = new object?[random.Next(longest + 1)];
        for (var i = 0; i < parts.Length; i++) parts[i] = RandomPart(random, 2);
        return QueryKey.Create(parts);
    }

    private static object? RandomPart(Random random, int depth) => random.Next(depth > 0 ? 9 : 6) switch
    {
        0 => null,
        1 => random.Next(2) == 0,
        2 => random.Next(2) + 0.5,
        3 or 4 => random.Next(3),
        5 => random.Next(2) == 0 ? "a" : "b",
        6 => Enumerable.Range(0, random.Next(3)).Select(_ => RandomPart(random, depth - 1)).ToArray(),
        _ => "xyz".Where(_ => random.Next(2) == 0).ToDictionary(name => name.ToString(), _ => RandomPart(random, depth - 1)),
    };

    private static Dictionary<string, object?> Object(string name, object value, string? other = null, object? otherValue = null)
    {
        var made = new Dictionary<string, object?> { [name] = value };
        if (other is not null) made[other] = otherValue;
        return made;
    }

    private sealed class Item(QueryKey key) : IKeyed
    {
        public QueryKey Key => key;
    }
}
