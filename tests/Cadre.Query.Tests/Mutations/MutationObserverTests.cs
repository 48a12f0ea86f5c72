namespace Cadre.Query.Tests;

public sealed class MutationObserverTests
{
    private readonly MutationBed _bed = new();

    [Fact]
    public void Second_call_leaves_the_first_mutation_and_follows_the_second()
    {
        var observer = _bed.Observe(new(_bed.Answer(10)));
        _bed.Listen(observer);
        var first = _bed.Mutate(observer, "a", _bed.Callbacks());
        _bed.Advance(3);

        var second = _bed.Mutate(observer, "b", _bed.Callbacks());
        _bed.Advance(7);

        first.Answer().ShouldBe("did a");
        _bed.Happened().ShouldBe(["result Pending", "fn a", "result Pending", "fn b"]);
        _bed.Advance(3);
        second.Answer().ShouldBe("did b");
        _bed.Happened().ShouldBe(["call.OnSuccess did b b", "call.OnSettled did b b", "result Success did b"]);
        _bed.Client.Mutations.FindAll().Count.ShouldBe(2);
    }

    [Fact]
    public void Reset_shows_idle_and_the_mutation_runs_on()
    {
        var observer = _bed.Observe(_bed.Logged(_bed.Answer(10)));
        _bed.Listen(observer);
        var answer = _bed.Mutate(observer, "a", _bed.Callbacks());
        _bed.Happened();

        observer.Reset();
        _bed.Advance(10);

        _bed.Happened().ShouldBe(["result Idle", "OnSuccess did a a", "OnSettled did a a"]);
        answer.Answer().ShouldBe("did a");
        observer.CurrentResult.IsIdle.ShouldBeTrue();
    }

    [Fact]
    public void Reset_is_told_even_if_nothing_changes()
    {
        var observer = _bed.Observe(new(_bed.Answer(10)));
        _bed.Listen(observer);

        observer.Reset();
        observer.Reset();

        _bed.Happened().ShouldBe(["result Idle", "result Idle"]);
    }

    [Fact]
    public void Callbacks_of_a_call_need_a_listener_at_the_end()
    {
        var observer = _bed.Observe(new(_bed.Answer(10)));
        _bed.Mutate(observer, "without", _bed.Callbacks());
        _bed.Advance(10);
        var subscription = _bed.Listen(observer);
        _bed.Mutate(observer, "left", _bed.Callbacks());
        subscription.Dispose();
        _bed.Advance(10);
        _bed.Happened().ShouldBe(["fn without", "result Pending", "fn left"]);

        _bed.Mutate(observer, "came back", _bed.Callbacks());
        _bed.Advance(5);
        _bed.Listen(observer);
        _bed.Advance(5);

        _bed.Happened().ShouldBe(
            ["fn came back", "call.OnSuccess did came back came back", "call.OnSettled did came back came back", "result Success did came back"]);
    }

    [Fact]
    public void Observer_without_listeners_shows_what_happens()
    {
        var observer = _bed.Observe(new(_bed.Answer(10)));

        _bed.Mutate(observer, "a");
        _bed.Advance(10);

        observer.CurrentResult.IsSuccess.ShouldBeTrue();
    }

    [Fact]
    public void Observer_whose_listeners_left_sees_the_end_when_one_comes_back()
    {
        var observer = _bed.Observe(new(_bed.Answer(10)));
        var subscription = _bed.Listen(observer);
        _bed.Mutate(observer, "a");
        _bed.Advance(5);
        subscription.Dispose();
        subscription.Dispose();
        _bed.Advance(5);
        observer.CurrentResult.IsPending.ShouldBeTrue();
        _bed.Happened();

        _bed.Listen(observer);

        observer.CurrentResult.IsSuccess.ShouldBeTrue();
        _bed.Happened().ShouldBeEmpty();
    }

    [Fact]
    public void One_of_two_listeners_that_leaves_takes_nothing_from_the_other()
    {
        var observer = _bed.Observe(new(_bed.Answer(10)));
        var first = _bed.Listen(observer, "first");
        _bed.Listen(observer, "second");
        _bed.Mutate(observer, "a", _bed.Callbacks());
        first.Dispose();

        _bed.Advance(10);

        _bed.Happened().ShouldBe(
            ["first Pending", "second Pending", "fn a", "call.OnSuccess did a a", "call.OnSettled did a a", "second Success did a"]);
    }

    [Fact]
    public void New_options_reach_a_pending_mutation_and_no_finished_one()
    {
        var observer = _bed.Observe(_bed.Logged(_bed.Answer(20)));
        _bed.Mutate(observer, "a");
        _bed.Advance(5);
        var mutation = _bed.Client.Mutations.FindAll().Single();
        _bed.Happened();

        observer.SetOptions(_bed.Logged(_bed.Answer(20)) with { OnSuccess = (_, _, _, _) => { _bed.Log.Add("new"); return default; } });
        _bed.Advance(15);
        _bed.Happened().ShouldBe(["new", "OnSettled did a a"]);

        var meta = new Dictionary<string, object?>();
        observer.SetOptions(new(_bed.Answer(1)) { Meta = meta });
        mutation.Options.Meta.ShouldBeNull();
    }

    [Fact]
    public void Another_key_resets_and_a_first_key_does_not()
    {
        var observer = _bed.Observe(new(_bed.Answer(10)));
        _bed.Listen(observer);
        _bed.Mutate(observer, "a");
        observer.SetOptions(new(_bed.Answer(10)) { Key = ["a"] });
        observer.CurrentResult.IsPending.ShouldBeTrue();
        _bed.Client.Mutations.FindAll(new() { Key = ["a"] }).Count.ShouldBe(1);

        observer.SetOptions(new(_bed.Answer(10)) { Key = ["b"] });

        observer.CurrentResult.IsIdle.ShouldBeTrue();
        _bed.Client.Mutations.FindAll(new() { Key = ["b"] }).ShouldBeEmpty();
        _bed.Happened().ShouldBe(["result Pending", "fn a", "result Idle"]);
    }

    [Fact]
    public void Call_inside_a_listener_is_told_after_what_the_listener_was_told()
    {
        var observer = _bed.Observe(new(_bed.Answer(10)));
        Task<string>? second = null;
        observer.Subscribe(result =>
        {
            _bed.Log.Add($"{result.Status} {result.State.Variables.OrDefault()}");
            if (result.IsSuccess && second is null) second = observer.MutateAsync("b");
        });

        _bed.Mutate(observer, "a");
        _bed.Advance(20);

        _bed.Happened().ShouldBe(["Pending a", "fn a", "Success a", "Pending b", "fn b", "Success b"]);
        second!.Answer().ShouldBe("did b");
    }

    [Fact]
    public void Disposed_observer_tells_nobody_and_its_mutation_runs_on()
    {
        var observer = _bed.Observe(new(_bed.Answer(10)) { GcTime = TimeSpan.FromMilliseconds(20) });
        _bed.Listen(observer);
        var answer = _bed.Mutate(observer, "a", _bed.Callbacks());

        observer.Dispose();
        observer.Dispose();
        _bed.Advance(10);

        _bed.Happened().ShouldBe(["result Pending", "fn a"]);
        answer.Answer().ShouldBe("did a");
        _bed.Advance(20);
        _bed.Client.Mutations.FindAll().ShouldBeEmpty();
    }

    [Fact]
    public void Observable_tells_the_result_as_it_is_and_completes_when_disposed()
    {
        var observer = _bed.Observe(new(_bed.Answer(10)));
        _bed.Mutate(observer, "a");
        var told = new List<string>();
        var listener = new ListListener(told);

        var subscription = observer.Subscribe(listener);
        _bed.Advance(10);
        observer.Dispose();
        subscription.Dispose();

        told.ShouldBe(["Pending", "Success", "completed"]);
    }

    [Fact]
    public void Results_are_a_sequence_that_ends_with_the_observer()
    {
        var observer = _bed.Observe(new(_bed.Answer(10)));
        var read = new List<MutationStatus>();
        var reading = _bed.Scheduler.RunAsync(async () =>
        {
            await foreach (var result in observer.ResultsAsync()) read.Add(result.Status);
        });

        _bed.Mutate(observer, "a");
        _bed.Advance(10);
        _bed.Scheduler.Run(observer.Dispose);
        _bed.Scheduler.Settle();

        reading.IsCompletedSuccessfully.ShouldBeTrue();
        read.ShouldBe([MutationStatus.Idle, MutationStatus.Pending, MutationStatus.Success]);
    }

    private sealed class ListListener(List<string> told) : IObserver<MutationResult<string, string, string>>
    {
        public void OnNext(MutationResult<string, string, string> value) => told.Add($"{value.Status}");

        public void OnCompleted() => told.Add("completed");

        public void OnError(Exception error) => told.Add("error");
    }
}
