namespace Cadre.Query.Tests;

public sealed class LayerTests
{
    private readonly LayerBed _bed = new();

    [Fact]
    public void Change_shows_while_the_mutation_is_pending_and_goes_when_it_fails()
    {
        var shown = _bed.Watch();
        _bed.Scheduler.Advance(10);

        _bed.Mutate(_bed.Add(20, fails: true), "b");
        _bed.Shown.ShouldBe("ab");
        _bed.Truth.ShouldBe("a");
        _bed.Scheduler.Advance(20);

        _bed.Shown.ShouldBe("a");
        shown.ShouldBe([null, "a", "ab", "a"]);
    }

    [Fact]
    public void Answer_that_OnSuccess_writes_takes_the_place_of_the_layer_without_a_flicker()
    {
        var shown = _bed.Watch();
        _bed.Scheduler.Advance(10);
        var add = _bed.Add(20) with
        {
            OnSuccess = async (answer, _, _, context) =>
            {
                context.Client.SetData(_bed.Tasks, answer);
                await _bed.Wait(5);
            },
        };

        _bed.Mutate(add, "b");
        _bed.Scheduler.Advance(30);

        shown.ShouldBe([null, "a", "ab"]);
        _bed.Truth.ShouldBe("ab");
    }

    [Fact]
    public void Refetch_that_OnSettled_awaits_takes_the_place_of_the_layer_without_a_flicker()
    {
        var shown = _bed.Watch();
        _bed.Scheduler.Advance(10);

        _bed.Mutate(_bed.Add(20) with { OnSettled = async (_, _, _, _, context) => await context.Client.InvalidateAsync(_bed.Tasks.Key) }, "b");
        _bed.Scheduler.Advance(40);

        shown.ShouldBe([null, "a", "ab"]);
        _bed.Client.CountMutating().ShouldBe(0);
    }

    [Fact]
    public void Fetch_that_was_asked_for_before_the_answer_goes_under_the_layer()
    {
        var shown = _bed.Watch();
        _bed.Scheduler.Advance(10);
        _bed.FetchTime = 30;
        _bed.Server = "x";
        _bed.Mutate(_bed.Add(20) with { OnSettled = async (_, _, _, _, context) =>
        {
            await _bed.Wait(50);
            context.Client.SetData(_bed.Tasks, _bed.Server);
        } }, "b");
        _bed.Refetch();

        _bed.Scheduler.Advance(100);

        shown.ShouldBe([null, "a", "ab", "xb"]);
    }

    [Fact]
    public void Newer_data_of_the_server_gets_the_change_too()
    {
        _bed.Watch();
        _bed.Scheduler.Advance(10);
        _bed.Mutate(_bed.Add(50, fails: true), "b");

        _bed.Do(() => _bed.Client.SetData(_bed.Tasks, "written"));
        _bed.Shown.ShouldBe("writtenb");
        _bed.Do(() => _bed.Client.UpdateData(_bed.Tasks, data => data + "!"));
        _bed.Shown.ShouldBe("written!b");
        _bed.Do(() => _bed.Client.Push(_bed.Tasks, data => data + "?"));
        _bed.Shown.ShouldBe("written!?b");
        _bed.Server = "fetched";
        _bed.Refetch();
        _bed.Scheduler.Advance(10);
        _bed.Shown.ShouldBe("fetchedb");
        _bed.Scheduler.Advance(40);

        _bed.Shown.ShouldBe("fetched");
    }

    [Fact]
    public void Two_mutations_lie_in_the_order_of_their_submission_and_each_goes_by_itself()
    {
        _bed.Watch();
        _bed.Scheduler.Advance(10);
        _bed.Mutate(_bed.Add(30, fails: true), "1");
        _bed.Mutate(_bed.Add(10, fails: true), "2");
        _bed.Mutate(_bed.Add(50, fails: true), "3");
        _bed.Shown.ShouldBe("a123");

        _bed.Scheduler.Advance(10);
        _bed.Shown.ShouldBe("a13");
        _bed.Scheduler.Advance(20);
        _bed.Shown.ShouldBe("a3");
        _bed.Scheduler.Advance(20);

        _bed.Shown.ShouldBe("a");
        _bed.Client.Queries.Find(_bed.Tasks.Key)!.BaseState.ShouldBeSameAs(_bed.Client.Queries.Find(_bed.Tasks.Key)!.State);
    }

    [Fact]
    public void Write_of_one_mutation_leaves_the_layer_of_another()
    {
        _bed.Watch();
        _bed.Scheduler.Advance(10);
        MutationDefinition<string, string> Slow(int time) => _bed.Add(20) with
        {
            OnSuccess = async (_, item, _, context) =>
            {
                await _bed.Wait(time);
                context.Client.UpdateData(_bed.Tasks, data => data + item);
                await _bed.Wait(50);
            },
        };
        _bed.Mutate(Slow(1), "1");
        _bed.Mutate(Slow(10), "2");

        _bed.Scheduler.Advance(21);
        _bed.Shown.ShouldBe("a12");
        _bed.Truth.ShouldBe("a1");
        _bed.Scheduler.Advance(100);

        _bed.Shown.ShouldBe("a12");
        _bed.Truth.ShouldBe("a12");
    }

    [Fact]
    public void Layer_waits_until_the_query_has_data()
    {
        _bed.Mutate(_bed.Add(50), "b");
        _bed.Client.Queries.Find(_bed.Tasks.Key).ShouldBeNull();

        var shown = _bed.Watch();
        _bed.Client.GetState(_bed.Tasks)!.HasData.ShouldBeFalse();
        _bed.Scheduler.Advance(10);

        _bed.Shown.ShouldBe("ab");
        shown.ShouldBe([null, "ab"]);
    }

    [Fact]
    public void Layer_on_many_covers_queries_that_come_later_and_none_of_other_types()
    {
        QueryDefinition<string> first = new(["list", 1]), second = new(["list", 2]);
        var numbers = new QueryDefinition<int>(["list", 3]);
        _bed.Do(() =>
        {
            _bed.Client.SetData(first, "1");
            _bed.Client.SetData(numbers, 3);
        });
        var done = new TaskCompletionSource<string>();
        var mutation = new MutationDefinition<string, string>((_, _) => done.Task)
        {
            Optimistic = [Layer.OnMany<string, string>(new QueryFilter { Key = ["list"] }, static (data, item) => data + item)],
        };

        _bed.Mutate(mutation, "x");
        _bed.Do(() => _bed.Client.SetData(second, "2"));

        (_bed.Client.GetData(first), _bed.Client.GetData(second), _bed.Client.GetData(numbers)).ShouldBe(("1x", "2x", 3));
        _bed.Do(() => done.SetResult(""));
        (_bed.Client.GetData(first), _bed.Client.GetData(second)).ShouldBe(("1", "2"));
        _bed.Unhandled.ShouldBeEmpty();
    }

    [Fact]
    public void Layer_follows_the_variables_to_its_query()
    {
        static QueryDefinition<string> One(string id) => new(["task", id]);
        _bed.Do(() =>
        {
            _bed.Client.SetData(One("1"), "one");
            _bed.Client.SetData(One("2"), "two");
        });

        _bed.Mutate(new(async (_, _) => { await _bed.Wait(10); return ""; }) { Optimistic = [Layer.On((string id) => One(id), (data, id) => $"{data}:{id}")] }, "2");

        _bed.Client.GetData(One("1")).ShouldBe("one");
        _bed.Client.GetData(One("2")).ShouldBe("two:2");
    }

    [Fact]
    public void Layer_that_throws_drops_out_and_the_others_stay()
    {
        _bed.Watch();
        _bed.Scheduler.Advance(10);
        var broken = _bed.Add(20, fails: true) with { Optimistic = [Layer.On<string, string>(_bed.Tasks, (_, _) => throw new InvalidTimeZoneException("layer"))] };
        _bed.Mutate(_bed.Add(20, fails: true), "1");

        _bed.Mutate(broken, "2");
        _bed.Mutate(_bed.Add(20, fails: true), "3");
        _bed.Do(() => _bed.Client.SetData(_bed.Tasks, "b"));

        _bed.Shown.ShouldBe("b13");
        _bed.Unhandled.ShouldHaveSingleItem().ShouldBeOfType<InvalidTimeZoneException>();
        _bed.Scheduler.Advance(20);
        _bed.Shown.ShouldBe("b");
    }

    [Fact]
    public void Layer_of_another_type_than_the_query_says_so_and_the_mutation_runs()
    {
        _bed.Watch();
        _bed.Scheduler.Advance(10);
        var wrong = _bed.Add(10) with { Optimistic = [Layer.On(new QueryDefinition<int>(_bed.Tasks.Key), static (int data, string _) => data + 1)] };

        var answer = _bed.Mutate(wrong, "b");
        _bed.Scheduler.Advance(10);

        answer.Answer().ShouldBe("ab");
        _bed.Unhandled.ShouldHaveSingleItem().ShouldBeOfType<QueryTypeMismatchException>();
        _bed.Shown.ShouldBe("a");
    }

    [Fact]
    public void Layer_whose_query_cannot_be_named_says_so_and_the_mutation_runs()
    {
        var wrong = _bed.Add(10) with { Optimistic = [Layer.On<string, string>((string _) => throw new InvalidTimeZoneException(), (data, _) => data)] };

        var answer = _bed.Mutate(wrong, "b");
        _bed.Scheduler.Advance(10);

        answer.IsCompletedSuccessfully.ShouldBeTrue();
        _bed.Unhandled.ShouldHaveSingleItem().ShouldBeOfType<InvalidTimeZoneException>();
    }

    [Fact]
    public void Predicate_that_throws_says_so_and_holds_up_neither_the_mutation_nor_a_new_query()
    {
        _bed.Do(() => _bed.Client.SetData(_bed.Tasks, "a"));
        var wrong = _bed.Add(10) with
        {
            Scope = "s",
            Optimistic = [Layer.OnMany<string, string>(new QueryFilter { Predicate = _ => throw new InvalidTimeZoneException() }, (data, _) => data)],
        };

        var first = _bed.Mutate(wrong, "b");
        _bed.Do(() => _bed.Client.SetData(new QueryDefinition<string>(["new"]), "data"));
        var second = _bed.Mutate(_bed.Add(10) with { Scope = "s" }, "c");
        _bed.Scheduler.Advance(20);

        (first.Answer(), second.Answer()).ShouldBe(("ab", "abc"));
        _bed.Unhandled.ShouldAllBe(error => error is InvalidTimeZoneException);
        _bed.Unhandled.Count.ShouldBe(2);
    }

    [Fact]
    public void Fetch_that_is_cancelled_goes_back_to_the_servers_data_not_to_old_layers()
    {
        _bed.Watch();
        _bed.Scheduler.Advance(10);
        _bed.Mutate(_bed.Add(20, fails: true), "1");
        _bed.FetchTime = 1_000;
        _bed.Refetch();
        _bed.Scheduler.Advance(20);
        _bed.Mutate(_bed.Add(20, fails: true), "2");
        _bed.Shown.ShouldBe("a2");

        _bed.Scheduler.RunAsync(() => _bed.Client.CancelAsync());
        _bed.Shown.ShouldBe("a2");
        _bed.Scheduler.Advance(20);

        _bed.Shown.ShouldBe("a");
    }

    [Fact]
    public void Reset_takes_the_servers_data_and_leaves_the_layer_waiting()
    {
        _bed.Do(() => _bed.Client.SetData(_bed.Tasks, "a"));
        _bed.Mutate(_bed.Add(20, fails: true), "1");

        _bed.Scheduler.RunAsync(() => _bed.Client.ResetAsync());
        _bed.Client.GetState(_bed.Tasks)!.HasData.ShouldBeFalse();
        _bed.Do(() => _bed.Client.SetData(_bed.Tasks, "b"));

        _bed.Shown.ShouldBe("b1");
    }

    [Fact]
    public void Removed_query_that_comes_back_gets_the_layer_again()
    {
        _bed.Do(() => _bed.Client.SetData(_bed.Tasks, "a"));
        _bed.Mutate(_bed.Add(20, fails: true), "1");

        _bed.Do(() => _bed.Client.Remove());
        _bed.Do(() => _bed.Client.SetData(_bed.Tasks, "b"));
        _bed.Shown.ShouldBe("b1");
        _bed.Scheduler.Advance(20);

        _bed.Shown.ShouldBe("b");
    }

    [Fact]
    public void Paused_mutation_keeps_its_layer()
    {
        _bed.Watch();
        _bed.Scheduler.Advance(10);
        _bed.Scheduler.Online.IsOnline = false;
        _bed.Mutate(_bed.Add(20), "1");
        _bed.Scheduler.Advance(1_000);
        _bed.Shown.ShouldBe("a1");

        _bed.Do(() => _bed.Scheduler.Online.IsOnline = true);
        _bed.Scheduler.Advance(20);

        _bed.Client.CountMutating().ShouldBe(0);
        _bed.Scheduler.Advance(100);
        _bed.Shown.ShouldBe(_bed.Truth);
    }

    [Fact]
    public void Restored_mutation_brings_its_layer()
    {
        _bed.Do(() => _bed.Client.SetData(_bed.Tasks, "a"));
        _bed.Client.SetMutationDefaults(["add"], _bed.Add(10));
        using (_bed.Client.Turns.Begin())
        {
            _bed.Client.GetMutationDefaults(["add"]).Restore_NeedsLock(
                _bed.Client.Mutations, new MutationState<string, string, object?> { Status = MutationStatus.Pending, IsPaused = true, Variables = "b" });
        }
        _bed.Shown.ShouldBe("ab");

        _bed.Scheduler.RunAsync(_bed.Client.ResumePausedMutationsAsync);
        _bed.Scheduler.Advance(10);

        _bed.Shown.ShouldBe("a");
    }

    [Fact]
    public void Clear_forgets_the_layers_of_what_still_runs()
    {
        _bed.Do(() => _bed.Client.SetData(_bed.Tasks, "a"));
        _bed.Mutate(_bed.Add(20), "1");

        _bed.Do(_bed.Client.Clear);
        _bed.Do(() => _bed.Client.SetData(_bed.Tasks, "b"));
        _bed.Shown.ShouldBe("b");
        _bed.Scheduler.Advance(20);

        _bed.Shown.ShouldBe("b");
    }

    [Fact]
    public void Coming_and_going_layers_are_events_and_no_updates_of_the_server()
    {
        _bed.Do(() => _bed.Client.SetData(_bed.Tasks, "a"));
        var events = new List<(QueryAction, string?)>();
        _bed.Client.Queries.Subscribe(change => events.Add((change.Action, ((QueryState<string>)change.State).Data)));

        _bed.Mutate(_bed.Add(20, fails: true), "b");
        _bed.Scheduler.Advance(20);

        events.ShouldBe([(QueryAction.Layer, "ab"), (QueryAction.Layer, "a")]);
        _bed.Client.GetState(_bed.Tasks)!.DataUpdateCount.ShouldBe(1);
        _bed.Client.GetState(_bed.Tasks)!.DataUpdatedAt.ShouldBe(DateTimeOffset.FromUnixTimeMilliseconds(1_000_000));
    }

    [Fact]
    public void Layer_that_changes_nothing_tells_nobody()
    {
        _bed.Do(() => _bed.Client.SetData(_bed.Tasks, "a"));
        var events = 0;
        _bed.Client.Queries.Subscribe(_ => events++);

        _bed.Mutate(_bed.Add(20) with { Optimistic = [Layer.On(_bed.Tasks, static (string data, string _) => new string(data))] }, "b");
        _bed.Scheduler.Advance(20);

        events.ShouldBe(0);
    }
}
