using Cadre.Query;

namespace Cadre.Live.Tests.Bridging;

public sealed class SnapshotTests : BridgeTest
{
    private StateAt<IReadOnlyList<Agent>> _snapshot = new(Make.At(50), [new Agent("ceo", "blocked", 9)]);

    public SnapshotTests() => Table.Snapshot((_, _) => Task.FromResult(_snapshot), on => on
        .Set(Server.List, at => at.State)
        .ForEach(at => at.State, each => each.Set(agent => Server.Detail(agent.Id), agent => agent)));

    [Fact]
    public void A_snapshot_is_taken_over_and_the_rest_is_fetched_again()
    {
        using var agent = Watch(Server.Detail("ceo"));
        using var predictions = Watch(Server.Predictions);
        Answer(Server.Detail("ceo").Key, new Agent("ceo", "idle", 1));
        Answer(Server.Predictions.Key, "old");

        Resync(LiveResetReasons.Compacted, Make.At(7)).ShouldBe(Make.At(50));

        agent.CurrentResult.Data!.Version.ShouldBe(9);
        Client.GetData(Server.List)!.Count.ShouldBe(1);
        Server.IsAsked(Server.Detail("ceo").Key).ShouldBeFalse("the snapshot brought it");
        Server.IsAsked(Server.Predictions.Key).ShouldBeTrue("the snapshot did not bring it");
    }

    [Fact]
    public void A_snapshot_older_than_an_answer_takes_nothing_back()
    {
        using var agent = Watch(Server.Detail("ceo"));
        Answer(Server.Detail("ceo").Key, new Agent("ceo", "running", 12));

        Resync(LiveResetReasons.Compacted, Make.At(7));

        agent.CurrentResult.Data!.Version.ShouldBe(12);
    }

    [Theory]
    [InlineData("e2", 3)]
    [InlineData("e1", 3)]
    public void In_another_past_lower_versions_replace_higher_ones(string epoch, long sequence)
    {
        using var agent = Watch(Server.Detail("ceo"));
        using var gone = Watch(Server.Detail("cto"));
        Answer(Server.Detail("ceo").Key, new Agent("ceo", "running", 12));
        Answer(Server.Detail("cto").Key, new Agent("cto", "running", 40));
        _snapshot = new StateAt<IReadOnlyList<Agent>>(Make.At(sequence, epoch), [new Agent("ceo", "idle", 2)]);

        Resync(LiveResetReasons.UnknownEpoch, Make.At(70));
        agent.CurrentResult.Data.ShouldBe(new Agent("ceo", "idle", 2));
        Answer(Server.Detail("cto").Key, new Agent("cto", "idle", 1));

        gone.CurrentResult.Data.ShouldBe(new Agent("cto", "idle", 1));
    }

    [Fact]
    public void State_of_a_life_before_in_another_epoch_gives_way_to_the_first_snapshot()
    {
        Table = new BridgeTable().Reduce(Server.Sum, (sum, _) => sum + 1).Snapshot((_, _) => Task.FromResult(new StateAt<long>(Make.At(3, "e2"), 3)), on => on.Set(Server.Sum, at => at));
        Scheduler.Run(() => Client.SetData(Server.Sum, new StateAt<long>(Make.At(900), 900)));

        Resync(LiveResetReasons.Start, previous: null);
        Apply(Event(4, "step", epoch: "e2"));

        Client.GetData(Server.Sum).ShouldBe(new StateAt<long>(Make.At(4, "e2"), 4));
    }

    [Fact]
    public void The_answer_of_a_write_in_an_epoch_that_is_over_is_not_taken_over()
    {
        using var sum = Watch(Server.Sum);
        Answer(Server.Sum.Key, new StateAt<long>(Make.At(3), 3));
        Apply(Event(4, "noise"));
        Scheduler.Run(() => Bridge.Push(Server.Sum, new StateAt<long>(Make.At(5), 5)));
        sum.CurrentResult.Data!.State.ShouldBe(5);

        _snapshot = _snapshot with { Cursor = Make.At(1, "e2") };
        Resync(LiveResetReasons.UnknownEpoch, Make.At(5));
        Answer(Server.Sum.Key, new StateAt<long>(Make.At(1, "e2"), 1));
        Scheduler.Run(() => Bridge.Push(Server.Sum, new StateAt<long>(Make.At(900), 900)));
        Scheduler.Settle();

        sum.CurrentResult.Data!.State.ShouldBe(1);
        Server.IsAsked(Server.Sum.Key).ShouldBeTrue();
    }

    [Fact]
    public void Without_a_snapshot_all_that_is_watched_is_fetched_again_and_nothing_outside_the_scope()
    {
        var other = new QueryDefinition<string>(["elsewhere"], Server.Predictions.Fetch);
        using var elsewhere = Watch(other);
        using var predictions = Watch(Server.Predictions);
        Answer(other.Key, "here");
        Answer(Server.Predictions.Key, "old");
        var bridge = new LiveBridge(Client, new BridgeTable(), new LiveBridgeOptions { Scope = ["conflicts"], TimeProvider = Scheduler.Time });

        Scheduler.RunAsync(() => bridge.ResyncAsync(new LiveReset(LiveResetReasons.Start), TestContext.Current.CancellationToken)).IsCompletedSuccessfully.ShouldBeTrue();

        Server.IsAsked(Server.Predictions.Key).ShouldBeTrue();
        Server.IsAsked(other.Key).ShouldBeFalse();
    }

    [Fact]
    public void Watchers_hear_of_a_snapshot_once()
    {
        var heard = 0;
        using var list = Watch(Server.List, _ => heard++);
        Answer(Server.List.Key, (IReadOnlyList<Agent>)[new Agent("ceo", "idle", 1)]);
        heard = 0;
        var mixed = 0;
        using var all = Client.Queries.Subscribe(_ => mixed += Client.GetData(Server.Detail("ceo")) is null ? 1 : 0);

        Resync(LiveResetReasons.Compacted, Make.At(7));

        heard.ShouldBeInRange(1, 2);
        mixed.ShouldBe(0, "half a snapshot was shown");
    }

    private StreamCursor? Resync(string reason, StreamCursor? previous)
    {
        var done = Scheduler.RunAsync(() => Bridge.ResyncAsync(new LiveReset(reason, Previous: previous), TestContext.Current.CancellationToken));
        done.IsCompletedSuccessfully.ShouldBeTrue();
        return done.Result();
    }
}

file static class Completed
{
    public static T Result<T>(this Task<T> task) => task.GetAwaiter().GetResult();
}
