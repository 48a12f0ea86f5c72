using System.Collections.Immutable;
using System.Collections.ObjectModel;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Cadre.Query.Tests;

public sealed class SharingTests
{
    private sealed record Agent(string Id, int Tasks);

    private sealed record Team(string Name, List<Agent> Members) : IShareable<Team>
    {
        public Team ShareWith(Team previous)
        {
            var members = Sharing.Share(previous.Members, Members);
            return Name == previous.Name && ReferenceEquals(members, previous.Members) ? previous : this with { Members = members };
        }
    }

    [Theory]
    [InlineData("1", "1", "$")]
    [InlineData("1", "2", "")]
    [InlineData("[1,2]", "[1,2]", "$")]
    [InlineData("[1,2]", "[1,2,3]", "")]
    [InlineData("[1,2,3]", "[1,2]", "")]
    [InlineData("""{"a":1}""", """{"a":1}""", "$")]
    [InlineData("""{"a":1}""", """{"a":1,"b":2}""", "")]
    [InlineData("""{"a":1,"b":2}""", """{"a":1}""", "")]
    [InlineData("""[{"id":1},{"id":2}]""", """[{"id":2},{"id":1}]""", "")]
    [InlineData("""{"a":{"b":{"c":1}},"d":{"e":1}}""", """{"a":{"b":{"c":2}},"d":{"e":1}}""", "d")]
    [InlineData("null", """{"a":1}""", "")]
    [InlineData("""{"a":null}""", """{"a":null}""", "$")]
    [InlineData("""{"a":null}""", """{"b":null}""", "")]
    [InlineData("[]", "[]", "$")]
    [InlineData("{}", "{}", "$")]
    [InlineData("[]", "{}", "")]
    [InlineData("""{"a":[]}""", """{"a":[]}""", "$")]
    [InlineData("""{"b":1,"a":2}""", """{"a":2,"b":1}""", "$")]
    [InlineData("""{"a":null}""", """{"a":{}}""", "")]
    [InlineData("""{"a":{}}""", """{"a":null}""", "")]
    [InlineData("[null,1]", "[null,1]", "$")]
    [InlineData("[null]", "[{}]", "")]
    [InlineData("""[{"x":1},null]""", """[{"x":1},null,{"y":1}]""", "0")]
    [InlineData("""{"a":[1],"b":null}""", """{"a":[1],"b":{"c":1}}""", "a")]
    [InlineData("\"x\"", """["x"]""", "")]
    [InlineData("""{"a":false}""", """{"a":0}""", "")]
    public void Equal_parts_of_plain_data_keep_their_reference(string previous, string next, string kept)
    {
        var old = Plain(previous);

        var shared = Sharing.Share(old, Plain(next));

        Print(shared).ShouldBe(Print(Plain(next)), "sharing never changes what the data says");
        Kept(old, shared).ShouldBe(kept);
    }

    [Fact]
    public void Record_that_did_not_change_keeps_its_reference_in_a_list()
    {
        var old = Agents(1_000);
        var next = Agents(1_000);
        next[500] = next[500] with { Tasks = -1 };

        var shared = Sharing.Share(old, next);

        shared.ShouldBeSameAs(next);
        Enumerable.Range(0, 1_000).Where(i => !ReferenceEquals(shared[i], old[i])).ShouldBe([500]);
        shared[500].Tasks.ShouldBe(-1);
    }

    [Fact]
    public void List_that_did_not_change_is_the_old_one()
    {
        var old = Agents(10);

        Sharing.Share(old, Agents(10)).ShouldBeSameAs(old);
        Sharing.Share(old, old).ShouldBeSameAs(old);
    }

    [Fact]
    public void Array_shares_as_a_list_does()
    {
        var old = Agents(3).ToArray();
        Agent[] next = [.. Agents(3), new("new", 0)];

        var shared = Sharing.Share<IReadOnlyList<Agent>>(old, next);

        shared.ShouldBeOfType<Agent[]>().Length.ShouldBe(4);
        next.ShouldAllBe(agent => !old.Any(other => ReferenceEquals(other, agent)));
        shared.Take(3).ShouldAllBe(agent => old.Any(other => ReferenceEquals(other, agent)));
        Sharing.Share(old, [.. Agents(3)]).ShouldBeSameAs(old);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Whatever_changed_the_result_says_what_is_new_and_keeps_what_is_old(int seed)
    {
        var random = new Random(seed);
        for (var round = 0; round < 2_000; round++)
        {
            var old = RandomAgents(random);
            var next = RandomAgents(random);
            var said = next.ToArray();

            Check(old, Sharing.Share(old, [.. next]), said);
            Check(old, Sharing.Share(old.ToArray(), next.ToArray()), said);
            Check(old, [.. Sharing.Share(old.ToList<object?>(), next.ToList<object?>()).Cast<Agent?>()], said);
        }

        static void Check(List<Agent?> old, IReadOnlyList<Agent?> shared, Agent?[] said)
        {
            shared.ShouldBe(said);
            for (var i = 0; i < Math.Min(old.Count, said.Length); i++)
                if (old[i] == said[i]) shared[i].ShouldBeSameAs(old[i]);
        }
    }

    [Fact]
    public void Plain_data_is_never_changed_in_place()
    {
        var old = Plain("""[{"a":[1]},[2]]""");
        var snapshot = Plain("""[{"a":[1]},[3]]""")!;
        var first = ((List<object?>)snapshot)[0];

        var shared = (List<object?>)Sharing.Share(old, snapshot)!;

        shared.ShouldNotBeSameAs(snapshot);
        ((List<object?>)snapshot)[0].ShouldBeSameAs(first);
        shared[0].ShouldBeSameAs(((List<object?>)old!)[0]);
    }

    [Fact]
    public void Items_are_exchanged_only_for_items_of_their_own_type()
    {
        object[] old = [new Agent("a", 1), 1, "x"];
        object[] next = [new Agent("a", 1), 1L, "x"];

        var shared = Sharing.Share(old, next);

        shared[0].ShouldBeSameAs(old[0]);
        shared[1].ShouldBeOfType<long>();
    }

    [Fact]
    public void Exchange_does_not_disturb_somebody_who_is_reading_the_list()
    {
        var old = Agents(3);
        var next = Agents(3);
        next[2] = new("changed", 0);
        using var reader = next.GetEnumerator();
        reader.MoveNext();

        Sharing.Share(old, next);

        reader.MoveNext().ShouldBeTrue();
        reader.Current.ShouldBeSameAs(old[1]);
    }

    [Fact]
    public void Dictionary_of_records_shares_by_its_keys()
    {
        var old = Agents(3).ToDictionary(agent => agent.Id);
        var next = Agents(3).ToDictionary(agent => agent.Id);
        next["a1"] = new("a1", 7);
        next["new"] = new("new", 0);

        var shared = Sharing.Share(old, next);

        shared.ShouldBeSameAs(next);
        shared["a0"].ShouldBeSameAs(old["a0"]);
        shared["a1"].Tasks.ShouldBe(7);
        shared["a2"].ShouldBeSameAs(old["a2"]);
        Sharing.Share(old, Agents(3).ToDictionary(agent => agent.Id)).ShouldBeSameAs(old);
    }

    [Fact]
    public void Lists_within_lists_share_at_every_depth()
    {
        List<List<Agent>> old = [Agents(2), Agents(3)];
        List<List<Agent>> next = [Agents(2), [.. Agents(3), new("new", 0)]];

        var shared = Sharing.Share(old, next);

        shared[0].ShouldBeSameAs(old[0]);
        shared[1].ShouldNotBeSameAs(old[1]);
        shared[1][2].ShouldBeSameAs(old[1][2]);
    }

    [Fact]
    public void Type_of_ones_own_shares_its_parts_by_itself()
    {
        List<Team> old = [new("x", Agents(2)), new("y", Agents(2))];
        List<Team> next = [new("x", Agents(2)), new("z", Agents(2))];

        var shared = Sharing.Share(old, next);

        shared[0].ShouldBeSameAs(old[0]);
        shared[1].Name.ShouldBe("z");
        shared[1].Members.ShouldBeSameAs(old[1].Members);
        Sharing.Share(old[0], new Team("x", Agents(2))).ShouldBeSameAs(old[0]);
    }

    [Fact]
    public void Pages_share_with_the_pages_in_the_same_place()
    {
        var old = new InfiniteData<List<Agent>, int>([Agents(2), Agents(3)], [0, 1]);

        Sharing.Share(old, new([Agents(2), Agents(3)], [0, 1])).ShouldBeSameAs(old);

        var grown = Sharing.Share(old, new([Agents(2), Agents(4)], [0, 1]));
        grown.Pages[0].ShouldBeSameAs(old.Pages[0]);
        grown.Pages[1][2].ShouldBeSameAs(old.Pages[1][2]);
        grown.PageParams.ShouldBeSameAs(old.PageParams);
        Sharing.Share(old, new([Agents(2), Agents(3)], [0, 2])).Pages.ShouldBeSameAs(old.Pages);
    }

    [Fact]
    public void Values_without_references_stay_as_a_whole()
    {
        List<int> numbers = [1, 2, 3];
        var whole = ImmutableArray.Create(new Agent("a", 1));

        Sharing.Share(numbers, [1, 2, 3]).ShouldBeSameAs(numbers);
        Sharing.Share(numbers, [1, 2, 4]).ShouldBe([1, 2, 4]);
        Sharing.Share(5, 5).ShouldBe(5);
        Sharing.Share(5, 6).ShouldBe(6);
        Sharing.Share(whole, [new Agent("a", 1)]).ShouldBe(whole);
        Sharing.Share(whole, [new Agent("a", 2)])[0].Tasks.ShouldBe(2);
        Sharing.Share(whole, default).IsDefault.ShouldBeTrue();
        Sharing.Share(default, whole).ShouldBe(whole);
    }

    [Fact]
    public void Collections_that_tell_of_changes_or_allow_none_stay_or_go_as_a_whole()
    {
        ObservableCollection<Agent> old = [.. Agents(2)];
        ObservableCollection<Agent> next = [.. Agents(2), new("new", 0)];
        next.CollectionChanged += (_, _) => throw new InvalidOperationException("nobody may touch it");

        Sharing.Share(old, next).ShouldBeSameAs(next);
        Sharing.Share(old, [.. Agents(2)]).ShouldBeSameAs(old);

        var dictionary = ImmutableDictionary<string, Agent>.Empty.Add("a", new("a", 1));
        Sharing.Share(dictionary, ImmutableDictionary<string, Agent>.Empty.Add("a", new("a", 1))).ShouldBeSameAs(dictionary);
        Sharing.Share(dictionary, ImmutableDictionary<string, Agent>.Empty.Add("b", new("a", 1))).ContainsKey("b").ShouldBeTrue();
    }

    [Fact]
    public void Untyped_json_is_shared_as_a_whole()
    {
        var node = JsonNode.Parse("""{"a":[1]}""");
        var element = JsonDocument.Parse("""{"a":[1]}""").RootElement;
        List<JsonElement> list = [element];

        Sharing.Share(node, JsonNode.Parse("""{ "a": [1] }""")).ShouldBeSameAs(node);
        Sharing.Share(node, JsonNode.Parse("""{"a":[2]}""")).ShouldNotBeSameAs(node);
        Sharing.Share(list, [JsonDocument.Parse("""{ "a": [1] }""").RootElement]).ShouldBeSameAs(list);
        Sharing.Share(element, default).ValueKind.ShouldBe(JsonValueKind.Undefined);
        Sharing.Share(element, JsonDocument.Parse("{}").RootElement).EnumerateObject().ShouldBeEmpty();
    }

    [Fact]
    public void Data_that_holds_itself_is_left_alone()
    {
        static List<object?> Cycle()
        {
            var list = new List<object?> { new Agent("a", 1) };
            list.AddRange([list, list, new List<object?> { list }]);
            return list;
        }
        var old = Cycle();

        var shared = Sharing.Share(old, Cycle());

        shared.ShouldNotBeSameAs(old);
        shared[0].ShouldBeSameAs(old[0]);
    }

    [Fact]
    public void Data_that_is_deeper_than_any_sense_does_not_end_the_process()
    {
        static List<object?> Deep()
        {
            List<object?> list = [];
            for (var i = 0; i < 100_000; i++) list = [new Agent("a", i), list];
            return list;
        }
        var old = Deep();

        var shared = Sharing.Share(old, Deep());

        shared.ShouldNotBeSameAs(old);
        shared[0].ShouldBeSameAs(old[0]);
    }

    private static List<Agent> Agents(int count) => [.. Enumerable.Range(0, count).Select(i => new Agent($"a{i}", i))];

    private static List<Agent?> RandomAgents(Random random) =>
        [.. Enumerable.Range(0, random.Next(6)).Select(_ => random.Next(5) == 0 ? null : new Agent("a", random.Next(3)))];

    private static object? Plain(string json) => Plain(JsonDocument.Parse(json).RootElement);

    private static object? Plain(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.Array => json.EnumerateArray().Select(Plain).ToList(),
        JsonValueKind.Object => json.EnumerateObject().ToDictionary(property => property.Name, property => Plain(property.Value)),
        JsonValueKind.Number => json.GetInt32(),
        JsonValueKind.String => json.GetString(),
        JsonValueKind.Null => null,
        _ => json.GetBoolean(),
    };

    private static string Print(object? data) => QueryKey.Create([data]).ToString();

    /// <summary>Paths of the largest containers that are those of the old data.</summary>
    private static string Kept(object? old, object? shared, string path = "$")
    {
        if (shared is int or null or string or bool) return ReferenceEquals(old, shared) && path == "$" && shared is not null ? "$" : "";
        if (ReferenceEquals(old, shared)) return path;
        return string.Join(",", (old, shared) switch
        {
            (List<object?> left, List<object?> right) => left.Zip(right).Select((pair, index) => Kept(pair.First, pair.Second, $"{index}")),
            (Dictionary<string, object?> left, Dictionary<string, object?> right) =>
                left.Keys.Intersect(right.Keys).Select(name => Kept(left[name], right[name], name)),
            _ => [],
        }).Trim(',');
    }
}
