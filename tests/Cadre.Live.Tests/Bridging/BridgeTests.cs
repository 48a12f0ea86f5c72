using Cadre.Query;

namespace Cadre.Live.Tests.Bridging;

public sealed class BridgeTests : BridgeTest
{
    [Fact]
    public void An_event_sets_the_detail_patches_the_list_and_refreshes_what_follows_from_it()
    {
        var list = new List<IReadOnlyList<Agent>>();
        using var lists = Watch(Server.List, list.Add);
        using var predictions = Watch(Server.Predictions);
        Answer(Server.List.Key, (IReadOnlyList<Agent>)[new Agent("ceo", "idle", 1), new Agent("cto", "idle", 1)]);
        Answer(Server.Predictions.Key, "none");
        var before = list[^1];

        Apply(Updated(1, "ceo", "blocked", 2));

        Client.GetData(Server.Detail("ceo")).ShouldBe(new Agent("ceo", "blocked", 2));
        list[^1].ShouldBe([new Agent("ceo", "blocked", 2), new Agent("cto", "idle", 1)]);
        before.ShouldBe([new Agent("ceo", "idle", 1), new Agent("cto", "idle", 1)], "what was shown before is not written to");
        Server.IsAsked(Server.Predictions.Key).ShouldBeTrue();
    }

    [Fact]
    public void A_burst_is_one_round_of_notifications_and_one_refetch()
    {
        var seen = new List<Agent>();
        using var agent = Watch(Server.Detail("ceo"), seen.Add);
        using var predictions = Watch(Server.Predictions);
        Answer(Server.Detail("ceo").Key, new Agent("ceo", "idle", 1));
        Answer(Server.Predictions.Key, "none");
        seen.Clear();
        var requests = Server.Requests;
        var rounds = 0;
        using var others = Client.Queries.Subscribe(e => rounds += e.Type == QueryCacheEventType.Updated && Client.GetData(Server.Detail("ceo"))!.Version < 1_001 ? 1 : 0);

        Apply([.. Enumerable.Range(1, 1_000).Select(number => Updated(number, "ceo", "running", number + 1))]);

        rounds.ShouldBe(0, "nobody is told of anything before all of it is there");
        seen.ShouldHaveSingleItem().Version.ShouldBe(1_001);
        (Server.Requests - requests).ShouldBe(1);
    }

    [Fact]
    public void Events_of_unknown_types_are_counted_and_reported_once_for_each_type()
    {
        Apply(Event(1, "new.thing"), Event(2, "new.thing"), Event(3, "other"), Event(4, "noise"));
        Apply(Event(5, "new.thing"));

        Reports.ShouldBe(["unknown new.thing", "unknown other"]);
        Bridge.Counts.ShouldBe(new LiveBridgeCounts(Applied: 1, Unknown: 4, Unreadable: 0));
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("7")]
    [InlineData("null")]
    [InlineData("""{"id":"ceo","version":"two"}""")]
    public void An_event_that_cannot_be_read_is_dropped_and_the_others_are_applied(string data)
    {
        Apply(Updated(1, "ceo", "idle", 1), Event(2, "agent.updated", data), Updated(3, "cto", "idle", 1));

        Client.GetData(Server.Detail("cto")).ShouldNotBeNull();
        Reports.ShouldBe(["unreadable e1:2"]);
        Bridge.Counts.Unreadable.ShouldBe(1);
    }

    [Fact]
    public void A_row_that_throws_is_reported_and_the_others_are_applied()
    {
        Table = new BridgeTable().On("a", on => on.Set<long>(new QueryDefinition<long>(["a"]), e => e.Cursor.Sequence == 1 ? throw new InvalidOperationException("row") : e.Cursor.Sequence));

        Apply(Event(1, "a"), Event(2, "a"));

        Reports.ShouldBe(["row"]);
        Client.GetData(new QueryDefinition<long>(["a"])).ShouldBe(2);
    }

    [Fact]
    public void What_is_removed_leaves_the_cache_and_is_asked_for_where_it_is_watched()
    {
        using var watched = Watch(Server.Detail("ceo"));
        Answer(Server.Detail("ceo").Key, new Agent("ceo", "idle", 1));
        Apply(Updated(1, "cto", "idle", 1));

        Apply(Event(2, "agent.retired", """{"id":"cto","version":2}"""), Event(3, "agent.retired", """{"id":"ceo","version":2}"""));

        Client.Queries.Find(Server.Detail("cto").Key).ShouldBeNull();
        Server.IsAsked(Server.Detail("ceo").Key).ShouldBeTrue("its watchers hear from the server that it is gone");
    }

    [Fact]
    public void An_invalidation_while_its_refetch_runs_is_followed_by_another_one()
    {
        using var predictions = Watch(Server.Predictions);
        Answer(Server.Predictions.Key, "old");
        Apply(Updated(1, "ceo", "blocked", 2));
        Apply(Updated(2, "ceo", "idle", 3));

        Answer(Server.Predictions.Key, "of the first event");
        Scheduler.Advance(250);
        Server.IsAsked(Server.Predictions.Key).ShouldBeTrue();
        Answer(Server.Predictions.Key, "of both events");
        Scheduler.Advance(1_000);

        predictions.CurrentResult.Data.ShouldBe("of both events");
        Server.IsAsked(Server.Predictions.Key).ShouldBeFalse();
        Bridge.WhenIdleAsync().IsCompleted.ShouldBeTrue();
    }

    [Fact]
    public void An_invalidation_during_the_very_first_fetch_is_not_lost()
    {
        using var predictions = Watch(Server.Predictions);
        Apply(Updated(1, "ceo", "blocked", 2));

        Answer(Server.Predictions.Key, "from before the event");
        Scheduler.Advance(250);

        Server.IsAsked(Server.Predictions.Key).ShouldBeTrue();
    }

    [Fact]
    public void Under_a_stream_of_events_refetches_keep_their_distance()
    {
        using var predictions = Watch(Server.Predictions);
        Answer(Server.Predictions.Key, "none");
        var before = Server.Requests;

        for (var i = 1; i <= 100; i++)
        {
            Apply(Updated(i, "ceo", "running", i));
            if (Server.IsAsked(Server.Predictions.Key)) Answer(Server.Predictions.Key, $"{i}");
            Scheduler.Advance(10);
        }

        (Server.Requests - before).ShouldBeInRange(4, 6);
    }

    [Fact]
    public void In_one_go_the_order_of_operations_on_a_query_is_kept()
    {
        var word = new QueryDefinition<string>(["words", "one"]);
        Table = new BridgeTable()
            .On("set", on => on.Set(word, e => e.Data.GetString()!))
            .On("add", on => on.Patch(word, (text, e) => text + e.Data.GetString()))
            .On("all", on => on.PatchAll<string>(["words"], (text, e) => text + e.Data.GetString()))
            .On("remove", on => on.Remove(_ => ["words"]));

        Apply(Event(1, "set", "\"a\""), Event(2, "add", "\"b\""), Event(3, "all", "\"c\""), Event(4, "add", "5"), Event(5, "add", "\"d\""));
        Client.GetData(word).ShouldBe("abcd");
        Reports.Count.ShouldBe(1);

        Apply(Event(6, "set", "\"x\""), Event(7, "remove"));
        Client.Queries.Count.ShouldBe(0);
        Apply(Event(8, "set", "\"y\""), Event(9, "remove"), Event(10, "set", "\"z\""), Event(11, "all", "\"!\""));
        Client.GetData(word).ShouldBe("z!");
    }

    [Fact]
    public void In_one_go_the_highest_version_wins()
    {
        Apply(Updated(1, "ceo", "running", 3), Updated(2, "ceo", "idle", 2));

        Client.GetData(Server.Detail("ceo")).ShouldBe(new Agent("ceo", "running", 3));
    }

    [Fact]
    public void A_type_has_one_row() =>
        Should.Throw<ArgumentException>(() => Table.On("noise", on => on.Invalidate(["a"]))).Message.ShouldContain("'noise' has a row already");

    [Fact]
    public void A_table_can_be_read() => Table.Rows.Select(row => $"{row.Type}: {string.Join(", ", row.Operations)}").ShouldBe(
    [
        "agent.updated: Set, Patch, Invalidate",
        "agent.retired: Remove, PatchAll",
        "noise: Ignore",
    ]);
}
