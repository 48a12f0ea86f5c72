using System.Collections.Immutable;

namespace Cadre.Query.Tests;

public sealed class ShareFunctionTests
{
    private sealed record Agent(string Id, int Tasks);

    [Fact]
    public void Immutable_array_takes_over_what_is_equal()
    {
        var share = Sharing.ImmutableArray<Agent>();
        ImmutableArray<Agent> old = [.. Agents(3)];

        var shared = share(old, [.. Agents(3).Append(new("new", 0))]);

        shared.Length.ShouldBe(4);
        shared[2].ShouldBeSameAs(old[2]);
        share(old, [.. Agents(3)]).ShouldBe(old);
        share(default, old).ShouldBe(old);
        share(Optional.Of(default(ImmutableArray<Agent>)), old).ShouldBe(old);
        share(old, default).IsDefault.ShouldBeTrue();
    }

    [Fact]
    public void Immutable_list_takes_over_what_is_equal()
    {
        var share = Sharing.ImmutableList<Agent>();
        ImmutableList<Agent> old = [.. Agents(3)];

        var shared = share(old, [.. Agents(2)]);

        shared.Count.ShouldBe(2);
        shared[1].ShouldBeSameAs(old[1]);
        share(old, [.. Agents(3)]).ShouldBeSameAs(old);
        share(default, old).ShouldBeSameAs(old);
    }

    [Fact]
    public void Immutable_dictionary_takes_over_what_is_equal()
    {
        var share = Sharing.ImmutableDictionary<string, Agent>();
        var old = Agents(3).ToImmutableDictionary(agent => agent.Id);

        var shared = share(old, Agents(3).ToImmutableDictionary(agent => agent.Id).SetItem("a1", new("a1", 9)));

        shared["a0"].ShouldBeSameAs(old["a0"]);
        shared["a1"].Tasks.ShouldBe(9);
        shared.Count.ShouldBe(3);
        share(old, Agents(3).ToImmutableDictionary(agent => agent.Id)).ShouldBeSameAs(old);
        share(old, old.Remove("a0")).Count.ShouldBe(2);
        share(default, old).ShouldBeSameAs(old);
    }

    [Fact]
    public void List_of_any_kind_takes_over_what_is_equal_and_leaves_the_new_one_as_it_was()
    {
        var share = Sharing.ReadOnlyList<Agent>();
        IReadOnlyList<Agent> old = [.. Agents(3)];
        var next = Agents(4).ToList().AsReadOnly();
        var before = next.ToArray();

        var shared = share(Optional.Of(old), next);

        shared.Take(3).Zip(old).ShouldAllBe(pair => ReferenceEquals(pair.First, pair.Second));
        next.Zip(before).ShouldAllBe(pair => ReferenceEquals(pair.First, pair.Second));
        share(Optional.Of(old), Agents(3).ToList()).ShouldBeSameAs(old);
        share(default, next).ShouldBeSameAs(next);
    }

    [Fact]
    public void Item_that_only_moved_keeps_its_reference_if_it_is_known_by_id()
    {
        var share = Sharing.ReadOnlyListById<Agent, string>(agent => agent.Id);
        IReadOnlyList<Agent> old = [.. Agents(3)];

        var shared = share(Optional.Of(old), [new("new", 0), .. Agents(3)]);

        shared.Count.ShouldBe(4);
        shared.Skip(1).Zip(old).ShouldAllBe(pair => ReferenceEquals(pair.First, pair.Second));
        share(Optional.Of(old), [.. Agents(3)]).ShouldBeSameAs(old);
        share(Optional.Of(old), [.. Agents(3).Reverse()]).Select(agent => agent.Id).ShouldBe(["a2", "a1", "a0"]);
        share(default, old).ShouldBeSameAs(old);
    }

    [Fact]
    public void Items_with_the_same_id_do_not_get_lost()
    {
        var share = Sharing.ReadOnlyListById<Agent, string>(agent => agent.Id);
        IReadOnlyList<Agent> old = [new("a", 1), new("a", 2)];

        share(Optional.Of(old), [new("a", 2), new("a", 1)]).ShouldBe([new("a", 2), new("a", 1)]);
    }

    private static IEnumerable<Agent> Agents(int count) => Enumerable.Range(0, count).Select(i => new Agent($"a{i}", i));
}
