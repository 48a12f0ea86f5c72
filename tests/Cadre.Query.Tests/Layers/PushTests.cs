namespace Cadre.Query.Tests;

public sealed class PushTests
{
    private readonly LayerBed _bed = new();

    [Fact]
    public void Pushed_data_makes_the_query_and_counts_as_an_update()
    {
        _bed.Scheduler.Run(() => _bed.Client.Push(_bed.Tasks, "p")).ShouldBe("p");

        _bed.Shown.ShouldBe("p");
        _bed.Client.GetState(_bed.Tasks)!.DataUpdateCount.ShouldBe(1);
    }

    [Fact]
    public void Pushed_change_of_nothing_does_nothing()
    {
        _bed.Scheduler.Run(() => _bed.Client.Push(_bed.Tasks, data => data + "p")).HasValue.ShouldBeFalse();

        _bed.Client.Queries.Find(_bed.Tasks.Key).ShouldBeNull();
    }

    [Fact]
    public void Older_answer_does_not_overwrite_a_pushed_change()
    {
        Fetched();
        _bed.Refetch();
        _bed.Scheduler.Advance(5);
        _bed.Do(() => _bed.Client.Push(_bed.Tasks, data => data + "p"));
        _bed.Shown.ShouldBe("ap");

        _bed.Scheduler.Advance(5);

        _bed.Shown.ShouldBe("ap");
    }

    [Fact]
    public void Older_answer_does_not_overwrite_pushed_data()
    {
        Fetched();
        _bed.Refetch();
        _bed.Scheduler.Advance(5);
        _bed.Do(() => _bed.Client.Push(_bed.Tasks, "p"));

        _bed.Scheduler.Advance(5);

        _bed.Shown.ShouldBe("p");
        _bed.Client.GetState(_bed.Tasks)!.FetchStatus.ShouldBe(FetchStatus.Idle);
    }

    [Fact]
    public void Answer_that_was_asked_for_after_a_push_overwrites_it()
    {
        Fetched();
        _bed.Do(() => _bed.Client.Push(_bed.Tasks, "p"));

        _bed.Refetch();
        _bed.Scheduler.Advance(10);

        _bed.Shown.ShouldBe("a");
    }

    [Fact]
    public void Written_data_is_overwritten_by_the_older_answer_as_ever()
    {
        Fetched();
        _bed.Refetch();
        _bed.Do(() => _bed.Client.SetData(_bed.Tasks, "w"));

        _bed.Scheduler.Advance(10);

        _bed.Shown.ShouldBe("a");
    }

    [Fact]
    public void Several_pushes_are_applied_to_the_answer_in_their_order()
    {
        Fetched();
        _bed.Refetch();
        foreach (var item in (string[])["1", "2", "3"]) _bed.Do(() => _bed.Client.Push(_bed.Tasks, data => data + item));
        _bed.Server = "new";

        _bed.Scheduler.Advance(10);

        _bed.Shown.ShouldBe("a123");
        _bed.Refetch();
        _bed.Scheduler.Advance(10);
        _bed.Shown.ShouldBe("new");
    }

    [Fact]
    public void Change_pushed_before_the_first_data_changes_the_answer()
    {
        var shown = _bed.Watch();
        _bed.Scheduler.Advance(5);

        _bed.Do(() => _bed.Client.Push(_bed.Tasks, data => data + "p"));
        _bed.Shown.ShouldBeNull();
        _bed.Scheduler.Advance(5);

        shown.ShouldBe([null, "ap"]);
    }

    [Fact]
    public void Attempt_that_began_after_a_push_has_it()
    {
        var calls = 0;
        var query = new QueryDefinition<string>(["retried"], async _ =>
        {
            await _bed.Wait(10);
            return ++calls == 1 ? throw new InvalidOperationException() : "answer";
        }) { Retry = 1, RetryDelay = TimeSpan.FromMilliseconds(10) };
        _bed.Scheduler.RunAsync(() => _bed.Client.FetchAsync(query));
        _bed.Do(() => _bed.Client.Push(query, "pushed"));
        _bed.Scheduler.Advance(15);
        _bed.Do(() => _bed.Client.Push(query, "pushed in between"));

        _bed.Scheduler.Advance(15);

        _bed.Client.GetData(query).ShouldBe("answer");
    }

    [Fact]
    public void Function_that_is_called_after_a_push_has_it_though_the_fetch_had_begun()
    {
        Fetched();
        var pushed = false;
        _bed.Do(() => new QueryObserver<string>(_bed.Client, _bed.Tasks).Subscribe(result =>
        {
            if (!result.IsFetching || pushed) return;
            pushed = true;
            _bed.Server = "ap";
            _bed.Client.Push(_bed.Tasks, data => data + "p");
        }));
        pushed.ShouldBeTrue();
        _bed.Shown.ShouldBe("ap");

        _bed.Scheduler.Advance(10);

        _bed.Shown.ShouldBe("ap");
    }

    [Fact]
    public void Replaced_fetch_leaves_its_pushes_behind()
    {
        Fetched();
        _bed.Refetch();
        _bed.Do(() => _bed.Client.Push(_bed.Tasks, data => data + "p"));
        _bed.Server = "ap";
        _bed.Refetch();

        _bed.Scheduler.Advance(10);

        _bed.Shown.ShouldBe("ap");
    }

    [Fact]
    public void Cancelled_fetch_goes_back_to_the_pushed_data()
    {
        Fetched();
        _bed.Refetch();
        _bed.Do(() => _bed.Client.Push(_bed.Tasks, "p"));

        _bed.Scheduler.RunAsync(() => _bed.Client.CancelAsync());

        _bed.Shown.ShouldBe("p");
    }

    [Fact]
    public void Change_leaves_the_mark_of_an_invalidation_and_data_clears_it()
    {
        Fetched();
        _bed.Do(() => _bed.Client.Queries.Find(_bed.Tasks.Key)!.Invalidate());

        _bed.Do(() => _bed.Client.Push(_bed.Tasks, data => data + "p"));
        _bed.Client.GetState(_bed.Tasks)!.IsInvalidated.ShouldBeTrue();
        _bed.Do(() => _bed.Client.Push(_bed.Tasks, "p"));

        _bed.Client.GetState(_bed.Tasks)!.IsInvalidated.ShouldBeFalse();
    }

    [Fact]
    public void Change_that_throws_throws_and_changes_nothing()
    {
        Fetched();

        Should.Throw<InvalidOperationException>(() => _bed.Client.Push(_bed.Tasks, _ => throw new InvalidOperationException()));

        _bed.Shown.ShouldBe("a");
    }

    [Fact]
    public void Change_that_throws_on_the_answer_is_left_out_and_reported()
    {
        Fetched();
        _bed.Server = "b";
        _bed.Refetch();
        _bed.Do(() => _bed.Client.Push(_bed.Tasks, data => data == "a" ? "ap" : throw new InvalidTimeZoneException()));

        _bed.Scheduler.Advance(10);

        _bed.Shown.ShouldBe("b");
        _bed.Unhandled.ShouldHaveSingleItem().ShouldBeOfType<InvalidTimeZoneException>();
    }

    [Fact]
    public void Push_during_a_mutation_goes_under_its_layer()
    {
        Fetched();
        _bed.Mutate(_bed.Add(20, fails: true), "m");
        _bed.Do(() => _bed.Client.Push(_bed.Tasks, data => data + "p"));
        _bed.Shown.ShouldBe("apm");

        _bed.Scheduler.Advance(20);

        _bed.Shown.ShouldBe("ap");
    }

    private void Fetched()
    {
        _bed.Scheduler.RunAsync(() => _bed.Client.FetchAsync(_bed.Tasks));
        _ = new QueryObserver<string>(_bed.Client, _bed.Tasks with { StaleTime = StaleTime.Infinite }).Subscribe(_ => { });
        _bed.Scheduler.Advance(10);
        _bed.Shown.ShouldBe("a");
    }
}
