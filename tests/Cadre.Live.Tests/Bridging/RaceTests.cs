using Cadre.Query;

namespace Cadre.Live.Tests.Bridging;

/// <summary>Requests, answers, mutations and events in every order: the table of races in docs/live.md.</summary>
public sealed class RaceTests : BridgeTest
{
    private static readonly Agent Old = new("ceo", "idle", 1);
    private static readonly Agent New = new("ceo", "blocked", 2);

    [Fact]
    public void An_event_between_the_start_of_a_fetch_and_its_answer_is_not_overwritten()
    {
        using var agent = Watch(Server.Detail("ceo"));
        Apply(Updated(1, "ceo", "blocked", 2));
        Answer(Server.Detail("ceo").Key, Old);

        agent.CurrentResult.Data.ShouldBe(New);
        agent.CurrentResult.IsSuccess.ShouldBeTrue();
    }

    [Fact]
    public void An_event_between_the_start_of_a_fetch_and_its_answer_is_kept_without_versions_too()
    {
        var query = new QueryDefinition<string>(["word"], Server.Predictions.Fetch);
        Table = new BridgeTable().On("said", on => on.Set(query, e => e.Data.GetString()!));
        using var word = Watch(query);
        Apply(Event(1, "said", "\"new\""));
        Answer(query.Key, "old");

        word.CurrentResult.Data.ShouldBe("new");
    }

    [Fact]
    public void An_event_before_the_start_of_a_fetch_is_replaced_by_its_newer_answer()
    {
        Apply(Updated(1, "ceo", "blocked", 2));
        using var agent = Watch(Server.Detail("ceo"));
        Answer(Server.Detail("ceo").Key, new Agent("ceo", "running", 3));

        agent.CurrentResult.Data!.Version.ShouldBe(3);
    }

    [Fact]
    public void An_event_older_than_the_answer_changes_nothing()
    {
        using var agent = Watch(Server.Detail("ceo"));
        Answer(Server.Detail("ceo").Key, new Agent("ceo", "running", 3));
        Apply(Updated(1, "ceo", "blocked", 2));

        agent.CurrentResult.Data!.Version.ShouldBe(3);
    }

    [Fact]
    public void A_change_to_a_list_that_is_being_fetched_for_the_first_time_reaches_its_answer()
    {
        using var list = Watch(Server.List);
        Apply(Updated(1, "ceo", "blocked", 2));
        Answer(Server.List.Key, (IReadOnlyList<Agent>)[Old]);

        list.CurrentResult.Data.ShouldBe([New]);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void An_event_before_while_and_after_the_answer_of_its_own_mutation_ends_the_same(int when)
    {
        using var agent = Watch(Server.Detail("ceo"));
        Answer(Server.Detail("ceo").Key, Old);
        var answer = new TaskCompletionSource<Agent>();
        var mutation = new MutationDefinition<string, Agent, object?>((_, _) => answer.Task)
        {
            Optimistic = [Layer.On<string, Agent>(_ => Server.Detail("ceo"), (data, status) => data with { Status = status })],
            OnSuccess = (accepted, _, _, _) =>
            {
                Client.Push(Server.Detail("ceo"), accepted);
                if (when == 2) Bridge.Apply([Updated(1, "ceo", "blocked", 2)]);
                return ValueTask.CompletedTask;
            },
        };
        var shown = new List<string>();
        using var watching = Scheduler.Run(() => agent.Subscribe(result => shown.Add(result.Data!.Status)));

        if (when == 0) Apply(Updated(1, "ceo", "blocked", 2));
        var mutated = Scheduler.Run(() => Client.MutateAsync(mutation, "blocked"));
        Scheduler.Settle();
        if (when == 1) Apply(Updated(1, "ceo", "blocked", 2));
        Scheduler.Run(() => answer.SetResult(New));
        Scheduler.Settle();
        if (when == 3) Apply(Updated(1, "ceo", "blocked", 2));

        mutated.IsCompletedSuccessfully.ShouldBeTrue();
        agent.CurrentResult.Data.ShouldBe(New);
        shown.ShouldAllBe(status => status == "blocked");
    }

    [Fact]
    public void An_event_of_somebody_else_survives_a_mutation_that_fails()
    {
        using var agent = Watch(Server.Detail("ceo"));
        Answer(Server.Detail("ceo").Key, Old);
        var answer = new TaskCompletionSource<Agent>();
        var mutation = new MutationDefinition<string, Agent, object?>((_, _) => answer.Task)
        {
            Optimistic = [Layer.On<string, Agent>(_ => Server.Detail("ceo"), (data, status) => data with { Status = status })],
        };

        var mutated = Scheduler.Run(() => Client.MutateAsync(mutation, "running"));
        Apply(Updated(1, "ceo", "blocked", 2));
        agent.CurrentResult.Data!.Status.ShouldBe("running", "the layer lies over the fact");
        Scheduler.Run(() => answer.SetException(new InvalidOperationException("refused")));
        Scheduler.Settle();

        mutated.IsFaulted.ShouldBeTrue();
        agent.CurrentResult.Data.ShouldBe(New);
    }

    [Fact]
    public void State_that_is_reduced_counts_each_event_once_whatever_comes_first()
    {
        Table = new BridgeTable().Reduce(Server.Sum, (sum, e) => sum + e.Data.GetInt64());
        using var sum = Watch(Server.Sum);

        Apply(Step(1), Step(2));
        Answer(Server.Sum.Key, new StateAt<long>(Make.At(1), 1));
        sum.CurrentResult.Data.ShouldBe(new StateAt<long>(Make.At(2), 3));
        Apply(Step(2), Step(3));
        sum.CurrentResult.Data.ShouldBe(new StateAt<long>(Make.At(3), 6));

        _ = Scheduler.Run(() => sum.RefetchAsync());
        Apply(Step(4));
        Answer(Server.Sum.Key, new StateAt<long>(Make.At(3), 6));
        sum.CurrentResult.Data.ShouldBe(new StateAt<long>(Make.At(4), 10));

        _ = Scheduler.Run(() => sum.RefetchAsync());
        Answer(Server.Sum.Key, new StateAt<long>(Make.At(6), 21));
        Apply(Step(5), Step(6));
        sum.CurrentResult.Data.ShouldBe(new StateAt<long>(Make.At(6), 21));
        Reports.ShouldBeEmpty();
    }

    [Fact]
    public void State_that_misses_events_is_fetched_again()
    {
        Table = new BridgeTable().Reduce(Server.Sum, (sum, e) => sum + e.Data.GetInt64());
        using var sum = Watch(Server.Sum);
        Answer(Server.Sum.Key, new StateAt<long>(Make.At(1), 1));

        Apply(Step(3));
        sum.CurrentResult.Data.ShouldBe(new StateAt<long>(Make.At(1), 1), "a step over a gap would be wrong");
        Apply(Step(4));
        Answer(Server.Sum.Key, new StateAt<long>(Make.At(3), 6));
        Scheduler.Advance(250);

        sum.CurrentResult.Data.ShouldBe(new StateAt<long>(Make.At(4), 10));
    }

    [Fact]
    public void A_step_that_throws_is_reported_and_the_state_is_fetched_again()
    {
        Table = new BridgeTable().Reduce(Server.Sum, (sum, e) => sum + e.Data.GetInt64());
        using var sum = Watch(Server.Sum);
        Answer(Server.Sum.Key, new StateAt<long>(Make.At(1), 1));

        Apply(Step(2), Event(3, "step", "\"three\""), Step(4));

        sum.CurrentResult.Data.ShouldBe(new StateAt<long>(Make.At(2), 3));
        Reports.Count.ShouldBe(1);
        Server.IsAsked(Server.Sum.Key).ShouldBeTrue();
    }

    private static LiveEvent Step(long sequence) => Event(sequence, "step", $"{sequence}");
}
