namespace Cadre.Query.Tests;

public sealed class MutationScopeTests
{
    private readonly MutationBed _bed = new();

    [Fact]
    public void Mutations_of_one_scope_run_one_after_the_other()
    {
        var definition = new MutationDefinition<string, string, string>(_bed.Answer(10)) { Scope = "s" };
        var observer = _bed.Observe(definition);
        _bed.Mutate(definition, "a");
        _bed.Listen(observer);

        var second = _bed.Mutate(observer, "b");
        _bed.Happened().ShouldBe(["fn a", "result Pending paused", "result Pending paused"]);
        _bed.Advance(10);
        _bed.Happened().ShouldBe(["result Pending", "fn b"]);
        _bed.Advance(10);

        second.Answer().ShouldBe("did b");
    }

    [Fact]
    public void Five_in_one_scope_keep_their_order_and_another_scope_runs_beside()
    {
        var definition = new MutationDefinition<string, string, string>(_bed.Answer(10)) { Scope = "s" };
        foreach (var variables in (string[])["1", "2", "3", "4", "5"]) _bed.Mutate(definition, variables);
        _bed.Mutate(definition with { Scope = "t" }, "other");
        _bed.Mutate(definition with { Scope = null }, "none");

        _bed.Advance(50);

        _bed.Happened().ShouldBe(["fn 1", "fn other", "fn none", "fn 2", "fn 3", "fn 4", "fn 5"]);
    }

    [Fact]
    public void OnMutate_does_not_wait_for_the_scope_but_the_next_waits_for_all_callbacks()
    {
        var definition = _bed.Logged(_bed.Answer(10)) with { Scope = "s", OnSettled = async (_, _, _, _, _) => await _bed.Wait(20) };
        _bed.Mutate(definition, "a");
        _bed.Mutate(definition, "b");
        _bed.Happened().ShouldBe(["OnMutate a", "fn a", "OnMutate b"]);

        _bed.Advance(29);
        _bed.Happened().ShouldBe(["OnSuccess did a a"]);
        _bed.Advance(1);

        _bed.Happened().ShouldBe(["fn b"]);
    }

    [Fact]
    public void Failure_and_retries_hold_the_scope_until_they_are_over()
    {
        var definition = new MutationDefinition<string, string, string>(_bed.Failing(5)) { Scope = "s", Retry = 1, RetryDelay = TimeSpan.FromMilliseconds(30) };
        _bed.Mutate(definition, "a");
        _bed.Mutate(definition with { Mutate = _bed.Answer(5), Retry = null }, "b");

        _bed.Advance(39);
        _bed.Happened().ShouldBe(["fn a", "fn a"]);
        _bed.Advance(1);

        _bed.Happened().ShouldBe(["fn b"]);
    }

    [Fact]
    public void Scope_that_became_free_during_OnMutate_lets_the_mutation_start_when_that_is_done()
    {
        var observer = _bed.Observe(new(_bed.Answer(10)) { Scope = "s", OnMutate = async (_, _) => { await _bed.Wait(25); return default; } });
        _bed.Listen(observer);
        _bed.Mutate(new(_bed.Answer(10)) { Scope = "s" }, "a");
        _bed.Mutate(observer, "b");
        _bed.Advance(24);
        _bed.Happened().ShouldBe(["fn a", "result Pending paused"]);

        _bed.Advance(1);

        _bed.Happened().ShouldBe(["result Pending", "fn b"]);
    }

    [Fact]
    public void Network_that_comes_back_does_not_let_those_that_wait_jump_the_queue()
    {
        var definition = new MutationDefinition<string, string, string>(_bed.Answer(10)) { Scope = "s", GcTime = TimeSpan.FromMilliseconds(3) };
        _bed.Mutate(definition, "a");
        _bed.Mutate(definition, "b");
        _bed.Mutate(definition, "c");
        _bed.Advance(15);
        _bed.Happened().ShouldBe(["fn a", "fn b"]);

        _bed.Scheduler.Run(() => _bed.Client.Options.Online.IsOnline = false);
        _bed.Advance(1);
        _bed.Scheduler.Run(() => _bed.Client.Options.Online.IsOnline = true);
        _bed.Advance(3);
        _bed.Happened().ShouldBeEmpty();
        _bed.Advance(1);

        _bed.Happened().ShouldBe(["fn c"]);
    }

    [Fact]
    public void Function_sees_what_flows_with_its_own_caller_though_another_mutation_lets_it_start()
    {
        var caller = new AsyncLocal<string>();
        var seen = new List<string?>();
        var definition = new MutationDefinition<string, string>(async (variables, _) =>
        {
            seen.Add(caller.Value);
            await _bed.Wait(10);
            return variables;
        }) { Scope = "s" };
        Task Call(string name) => _bed.Scheduler.RunAsync(async () =>
        {
            caller.Value = name;
            await _bed.Client.MutateAsync(definition, name);
        });

        Call("first");
        Call("second");
        _bed.Advance(20);

        seen.ShouldBe(["first", "second"]);
    }

    [Fact]
    public void Clear_forgets_the_queue_of_a_scope()
    {
        var definition = new MutationDefinition<string, string, string>(_bed.Answer(50)) { Scope = "s" };
        var first = _bed.Mutate(definition, "a");
        var waiting = _bed.Mutate(definition, "b");
        _bed.Advance(5);
        _bed.Scheduler.Run(_bed.Client.Clear);

        var second = _bed.Mutate(definition, "c");
        _bed.Happened().ShouldBe(["fn a", "fn c"]);
        _bed.Advance(50);

        first.Answer().ShouldBe("did a");
        second.Answer().ShouldBe("did c");
        waiting.IsCompleted.ShouldBeFalse();
    }

    [Fact]
    public async Task Mutations_of_one_scope_from_four_threads_never_overlap()
    {
        using var client = new QueryClient();
        var (running, overlaps, done) = (0, 0, 0);
        var definition = new MutationDefinition<int, int>(async (variables, _) =>
        {
            if (Interlocked.Increment(ref running) != 1) Interlocked.Increment(ref overlaps);
            if (variables % 3 == 0) await Task.Yield();
            Interlocked.Decrement(ref running);
            Interlocked.Increment(ref done);
            return variables % 7 == 0 ? throw new InvalidOperationException() : variables;
        })
        {
            Scope = "s",
            OnMutate = async (variables, _) =>
            {
                if (variables % 2 == 0) await Task.Yield();
                return default;
            },
            OnSettled = async (_, _, variables, _, _) =>
            {
                if (variables % 5 == 0) await Task.Yield();
            },
        };

        var threads = Enumerable.Range(0, 4).Select(thread => Task.Run(async () =>
        {
            var answers = new List<Task>();
            for (var i = 0; i < 500; i++) answers.Add(client.MutateAsync(definition, (thread * 500) + i));
            foreach (var answer in answers) await answer.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }));
        await Task.WhenAll(threads).WaitAsync(TimeSpan.FromSeconds(60));

        overlaps.ShouldBe(0);
        done.ShouldBe(2_000);
        client.CountMutating().ShouldBe(0);
    }
}
