namespace Cadre.Query.Tests;

public sealed class MutationLifecycleTests
{
    private readonly MutationBed _bed = new();

    [Fact]
    public void Success_goes_from_idle_over_pending_to_success()
    {
        var observer = _bed.Observe(new(_bed.Answer(10)));
        _bed.Listen(observer);
        observer.CurrentResult.IsIdle.ShouldBeTrue();

        var answer = _bed.Mutate(observer, "a");

        _bed.Happened().ShouldBe(["result Pending", "fn a"]);
        _bed.Client.CountMutating().ShouldBe(1);
        _bed.Advance(9);
        answer.IsCompleted.ShouldBeFalse();
        _bed.Advance(1);
        _bed.Happened().ShouldBe(["result Success did a"]);
        answer.Answer().ShouldBe("did a");
        observer.CurrentResult.State.SubmittedAt.ShouldBe(DateTimeOffset.FromUnixTimeMilliseconds(1_000_000));
        _bed.Client.CountMutating().ShouldBe(0);
    }

    [Fact]
    public void Failure_is_final_at_once_and_is_thrown()
    {
        var observer = _bed.Observe(new(_bed.Failing(10)));
        _bed.Listen(observer);

        var answer = _bed.Mutate(observer, "a");
        _bed.Advance(10);

        _bed.Happened().ShouldBe(["result Pending", "fn a", "result Error error 1"]);
        Should.Throw<InvalidOperationException>(() => answer.GetAwaiter().GetResult()).Message.ShouldBe("error 1");
        observer.CurrentResult.State.FailureCount.ShouldBe(1);
        observer.CurrentResult.State.FailureReason!.Message.ShouldBe("error 1");
    }

    [Fact]
    public void Retries_wait_and_success_clears_the_failures()
    {
        var observer = _bed.Observe(new(_bed.Failing(5, times: 2)) { Retry = 2 });
        _bed.Listen(observer);
        _bed.Mutate(observer, "a");

        _bed.Advance(5);
        observer.CurrentResult.State.FailureCount.ShouldBe(1);
        observer.CurrentResult.IsPending.ShouldBeTrue();
        _bed.Advance(1_000 + 5 + 2_000 + 5);

        _bed.Happened().ShouldBe(["result Pending", "fn a", "result Pending", "fn a", "result Pending", "fn a", "result Success did a"]);
        observer.CurrentResult.State.FailureCount.ShouldBe(0);
        observer.CurrentResult.State.FailureReason.ShouldBeNull();
    }

    [Fact]
    public void Callbacks_on_success_come_in_order_and_each_is_awaited()
    {
        List<string> cacheLog = [];
        var bed = new MutationBed(new() { MutationCallbacks = MutationBed.CacheCallbacks(cacheLog) });
        var observer = bed.Observe(bed.Logged(bed.Answer(10), wait: 5, context: "ctx"));
        bed.Listen(observer);

        bed.Mutate(observer, "a", bed.Callbacks());
        bed.Happened().ShouldBe(["result Pending", "OnMutate a"]);
        bed.Advance(5);
        bed.Happened().ShouldBe(["result Pending", "fn a"]);
        bed.Advance(10);
        bed.Happened().ShouldBe(["OnSuccess did a a ctx"]);
        cacheLog.ShouldBe(["cache.OnMutate a", "cache.OnSuccess did a a"]);
        bed.Advance(5);
        bed.Happened().ShouldBe(["OnSettled did a a ctx"]);
        observer.CurrentResult.IsPending.ShouldBeTrue();
        bed.Advance(5);

        bed.Happened().ShouldBe(["call.OnSuccess did a a", "call.OnSettled did a a", "result Success did a"]);
        cacheLog.ShouldBe(["cache.OnMutate a", "cache.OnSuccess did a a", "cache.OnSettled did a a"]);
    }

    [Fact]
    public void Callbacks_on_failure_come_in_order()
    {
        List<string> cacheLog = [];
        var bed = new MutationBed(new() { MutationCallbacks = MutationBed.CacheCallbacks(cacheLog) });
        var observer = bed.Observe(bed.Logged(bed.Failing(10), context: "ctx"));
        bed.Listen(observer);

        bed.Mutate(observer, "a", bed.Callbacks());
        bed.Advance(10);

        bed.Happened().ShouldBe(
        [
            "result Pending", "OnMutate a", "result Pending", "fn a",
            "OnError error 1 a ctx", "OnSettled error 1 a ctx",
            "call.OnError error 1 a", "call.OnSettled error 1 a", "result Error error 1",
        ]);
        cacheLog.ShouldBe(["cache.OnMutate a", "cache.OnError error 1 a", "cache.OnSettled error 1 a"]);
    }

    [Fact]
    public void Context_of_OnMutate_is_in_the_state_and_starts_the_clock_anew()
    {
        var observer = _bed.Observe(_bed.Logged(_bed.Answer(10), wait: 25, context: "ctx"));
        _bed.Mutate(observer, "a");

        observer.CurrentResult.State.Context.HasValue.ShouldBeFalse();
        _bed.Advance(25);

        observer.CurrentResult.State.Context.ShouldBe(Optional.Of("ctx"));
        observer.CurrentResult.State.SubmittedAt.ShouldBe(DateTimeOffset.FromUnixTimeMilliseconds(1_000_025));
    }

    [Fact]
    public void Null_is_a_context_and_an_answer()
    {
        var client = _bed.Client;
        var observer = new MutationObserver<string?, string?, string?>(client, new((_, _) => Task.FromResult<string?>(null))
        {
            OnMutate = (_, _) => new(Optional.Of<string?>(null)),
        });

        var answer = _bed.Scheduler.RunAsync(() => observer.MutateAsync(null));

        answer.Answer().ShouldBeNull();
        observer.CurrentResult.State.Variables.HasValue.ShouldBeTrue();
        observer.CurrentResult.State.Context.HasValue.ShouldBeTrue();
        observer.CurrentResult.State.Data.HasValue.ShouldBeTrue();
    }

    [Fact]
    public void Function_is_told_key_and_meta()
    {
        MutationContext? told = null;
        var meta = new Dictionary<string, object?> { ["who"] = "me" };
        QueryKey key = ["add", 1];

        _bed.Mutate(new((variables, context) =>
        {
            told = context;
            return Task.FromResult(variables);
        }) { Key = key, Meta = meta }, "a");

        told!.Client.ShouldBe(_bed.Client);
        told.Key.ShouldBe(key);
        told.Meta.ShouldBe(meta);
        told.CancellationToken.IsCancellationRequested.ShouldBeFalse();
    }

    [Fact]
    public void Function_that_throws_instead_of_failing_fails_the_mutation()
    {
        var answer = _bed.Mutate(new((_, _) => throw new InvalidOperationException("at once")), "a");

        Should.Throw<InvalidOperationException>(() => answer.GetAwaiter().GetResult()).Message.ShouldBe("at once");
    }

    [Fact]
    public void Mutation_without_a_function_fails_and_says_what_is_missing()
    {
        var answer = _bed.Mutate(new MutationDefinition<string, string, string>(), "a");

        Should.Throw<MissingFunctionException>(() => answer.GetAwaiter().GetResult()).Message.ShouldContain("no function");
        _bed.Client.Mutations.FindAll().Single().State.Status.ShouldBe(MutationStatus.Error);
    }

    [Fact]
    public void Ids_count_from_one()
    {
        _bed.Mutate(new(_bed.Answer(1)), "a");
        _bed.Mutate(new(_bed.Answer(1)), "b");

        _bed.Client.Mutations.FindAll().Select(mutation => mutation.Id).ShouldBe([1, 2]);
    }

    [Fact]
    public void Function_without_a_captured_context_is_called_before_the_call_returns()
    {
        using var client = new QueryClient();
        var thread = 0;

        var answer = client.MutateAsync(new MutationDefinition<string, string>((variables, _) =>
        {
            thread = Environment.CurrentManagedThreadId;
            return Task.FromResult(variables);
        }) { OnMutate = (_, _) => default }, "a");

        thread.ShouldBe(Environment.CurrentManagedThreadId);
        answer.IsFaulted.ShouldBeFalse();
    }
}
