namespace Cadre.Query.Tests;

public sealed class MutationResumeTests
{
    private readonly MutationBed _bed = new();

    private OnlineManager Online => _bed.Scheduler.Online;

    [Fact]
    public void Mutation_made_offline_is_paused_and_runs_when_online()
    {
        Online.IsOnline = false;
        var observer = _bed.Observe(_bed.Logged(_bed.Answer(10)));
        _bed.Listen(observer);
        _bed.Mutate(observer, "a");
        _bed.Advance(20);
        _bed.Happened().ShouldBe(["result Pending paused", "OnMutate a", "result Pending paused"]);

        GoOnline();
        _bed.Happened().ShouldBe(["result Pending", "fn a"]);
        _bed.Advance(10);

        _bed.Happened().ShouldBe(["OnSuccess did a a", "OnSettled did a a", "result Success did a"]);
    }

    [Fact]
    public void Several_paused_mutations_are_resumed_side_by_side()
    {
        Online.IsOnline = false;
        _bed.Mutate(new(_bed.Answer(10)), "a");
        _bed.Mutate(new(_bed.Answer(10)), "b");

        GoOnline();

        _bed.Happened().ShouldBe(["fn a", "fn b"]);
    }

    [Fact]
    public void Retry_waits_for_the_network()
    {
        var observer = _bed.Observe(new(_bed.Failing(5, times: 1)) { Retry = 2, RetryDelay = TimeSpan.FromMilliseconds(20) });
        _bed.Mutate(observer, "a");
        _bed.Advance(10);
        Online.IsOnline = false;
        _bed.Advance(30);
        observer.CurrentResult.IsPaused.ShouldBeTrue();
        observer.CurrentResult.State.FailureCount.ShouldBe(1);

        GoOnline();
        _bed.Advance(5);

        observer.CurrentResult.IsSuccess.ShouldBeTrue();
        _bed.Happened().ShouldBe(["fn a", "fn a"]);
    }

    [Fact]
    public void Network_mode_always_is_never_paused_by_the_network()
    {
        Online.IsOnline = false;

        _bed.Mutate(new(_bed.Answer(10)) { NetworkMode = NetworkMode.Always }, "a");

        _bed.Happened().ShouldBe(["fn a"]);
    }

    [Fact]
    public void Resuming_by_hand_does_nothing_offline_and_waits_for_the_functions_online()
    {
        var bed = new MutationBed(new() { Mounted = false });
        bed.Scheduler.Online.IsOnline = false;
        bed.Mutate(new(bed.Failing(10)) { OnError = async (_, _, _, _) => await bed.Wait(5) }, "a");

        bed.Scheduler.RunAsync(bed.Client.ResumePausedMutationsAsync).IsCompletedSuccessfully.ShouldBeTrue();
        bed.Happened().ShouldBeEmpty();
        bed.Scheduler.Online.IsOnline = true;
        bed.Scheduler.Settle();
        bed.Happened().ShouldBeEmpty();
        var resumed = bed.Scheduler.RunAsync(bed.Client.ResumePausedMutationsAsync);
        bed.Advance(9);
        resumed.IsCompleted.ShouldBeFalse();
        bed.Advance(1);

        resumed.IsCompletedSuccessfully.ShouldBeTrue();
        bed.Client.CountMutating().ShouldBe(1);
    }

    [Fact]
    public void Resuming_does_not_wait_for_ever_for_a_mutation_that_fails_before_it_starts()
    {
        Online.IsOnline = false;
        _bed.Mutate(new(_bed.Answer(10))
        {
            OnMutate = async (_, _) =>
            {
                await _bed.Wait(20);
                throw new InvalidOperationException("no");
            },
        }, "a");
        Online.IsOnline = true;
        var resumed = _bed.Scheduler.RunAsync(_bed.Client.ResumePausedMutationsAsync);
        resumed.IsCompleted.ShouldBeFalse();

        _bed.Advance(20);

        resumed.IsCompletedSuccessfully.ShouldBeTrue();
        _bed.Happened().ShouldBeEmpty();
    }

    [Fact]
    public void Network_that_comes_back_during_OnMutate_starts_the_mutation_when_that_is_done()
    {
        Online.IsOnline = false;
        var observer = _bed.Observe(new(_bed.Answer(10)) { OnMutate = async (_, _) => { await _bed.Wait(20); return "ctx"; } });
        _bed.Listen(observer);
        _bed.Mutate(observer, "a");
        _bed.Advance(10);
        GoOnline();
        _bed.Happened().ShouldBe(["result Pending paused"]);

        _bed.Advance(10);

        _bed.Happened().ShouldBe(["result Pending paused", "result Pending", "fn a"]);
    }

    [Fact]
    public void Continuing_a_mutation_waits_for_its_function_and_again_does_nothing()
    {
        _bed.Mutate(new(_bed.Answer(10)), "a");
        var mutation = _bed.Client.Mutations.FindAll().Single();

        var first = _bed.Scheduler.RunAsync(mutation.ContinueAsync);
        _bed.Advance(10);
        var second = _bed.Scheduler.RunAsync(mutation.ContinueAsync);

        first.IsCompletedSuccessfully.ShouldBeTrue();
        second.IsCompletedSuccessfully.ShouldBeTrue();
        _bed.Happened().ShouldBe(["fn a"]);
    }

    [Fact]
    public void Restored_mutation_goes_on_with_the_defaults_of_its_key()
    {
        _bed.Client.SetMutationDefaults(["add"], _bed.Logged(_bed.Answer(10)));
        Restore(new MutationState<string, string, string> { Status = MutationStatus.Pending, IsPaused = true, Variables = "a", Context = "ctx" });
        _bed.Client.CountMutating().ShouldBe(1);

        var resumed = _bed.Scheduler.RunAsync(_bed.Client.ResumePausedMutationsAsync);
        _bed.Happened().ShouldBe(["fn a"]);
        _bed.Advance(10);

        resumed.IsCompletedSuccessfully.ShouldBeTrue();
        _bed.Happened().ShouldBe(["OnSuccess did a a ctx", "OnSettled did a a ctx"]);
        var state = (MutationState<string, string, string>)_bed.Client.Mutations.FindAll().Single().State;
        state.Context.ShouldBe(Optional.Of("ctx"));
        state.Data.ShouldBe(Optional.Of("did a"));
    }

    [Fact]
    public void Restored_mutations_of_one_scope_keep_their_order()
    {
        _bed.Client.SetMutationDefaults(["add"], new MutationDefinition<string, string, string>(_bed.Answer(10)) { Scope = "s" });
        foreach (var variables in (string[])["1", "2", "3"])
            Restore(new MutationState<string, string, string> { Status = MutationStatus.Pending, IsPaused = true, Variables = variables });

        _bed.Scheduler.RunAsync(_bed.Client.ResumePausedMutationsAsync);
        _bed.Happened().ShouldBe(["fn 1"]);
        _bed.Advance(30);

        _bed.Happened().ShouldBe(["fn 2", "fn 3"]);
    }

    [Fact]
    public void Restored_mutation_without_variables_says_so()
    {
        _bed.Client.SetMutationDefaults(["add"], new MutationDefinition<string, string, string>(_bed.Answer(10)));
        var mutation = Restore(new MutationState<string, string, string> { Status = MutationStatus.Pending, IsPaused = true });

        Should.Throw<InvalidOperationException>(() => mutation.ContinueAsync()).Message.ShouldContain("without variables");
    }

    [Fact]
    public void Restored_mutation_without_typed_defaults_is_kept_and_fails_for_want_of_a_function()
    {
        QueryKey key = ["unknown"];
        CachedMutation mutation;
        using (_bed.Client.Turns.Begin())
        {
            mutation = _bed.Client.GetMutationDefaults(key).Restore_NeedsLock(
                _bed.Client.Mutations, new MutationState<string, int, bool> { Status = MutationStatus.Pending, IsPaused = true, Variables = "a" });
        }

        _bed.Scheduler.RunAsync(mutation.ContinueAsync).Exception!.InnerException.ShouldBeOfType<MissingFunctionException>();

        mutation.State.UntypedVariables.ShouldBe(Optional.Of<object?>("a"));
    }

    private CachedMutation Restore(MutationState state)
    {
        QueryKey key = ["add", "one"];
        using var turn = _bed.Client.Turns.Begin();
        return _bed.Client.GetMutationDefaults(key).Restore_NeedsLock(_bed.Client.Mutations, state);
    }

    private void GoOnline()
    {
        _bed.Scheduler.Run(() => Online.IsOnline = true);
        _bed.Scheduler.Settle();
    }
}
