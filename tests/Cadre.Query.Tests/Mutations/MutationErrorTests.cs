namespace Cadre.Query.Tests;

public sealed class MutationErrorTests
{
    private readonly MutationBed _bed = new();

    [Fact]
    public void Error_in_OnMutate_skips_the_function()
    {
        var observer = _bed.Observe(_bed.Logged(_bed.Answer(10)) with { OnMutate = (_, _) => throw new InvalidOperationException("no") });
        _bed.Listen(observer);

        var answer = _bed.Mutate(observer, "a", _bed.Callbacks());

        _bed.Happened().ShouldBe(["result Pending", "OnError no a", "OnSettled no a", "call.OnError no a", "call.OnSettled no a", "result Error no"]);
        Should.Throw<InvalidOperationException>(() => answer.GetAwaiter().GetResult()).Message.ShouldBe("no");
        observer.CurrentResult.State.FailureCount.ShouldBe(1);
    }

    [Fact]
    public void Error_in_OnSuccess_turns_success_into_failure()
    {
        var observer = _bed.Observe(_bed.Logged(_bed.Answer(10)) with { OnSuccess = (_, _, _, _) => throw new InvalidOperationException("in success") });
        _bed.Listen(observer);

        var answer = _bed.Mutate(observer, "a");
        _bed.Advance(10);

        _bed.Happened().ShouldBe(["result Pending", "OnMutate a", "fn a", "OnError in success a", "OnSettled in success a", "result Error in success"]);
        Should.Throw<InvalidOperationException>(() => answer.GetAwaiter().GetResult());
        observer.CurrentResult.State.Data.HasValue.ShouldBeFalse();
    }

    [Fact]
    public void Error_in_OnSettled_after_success_runs_it_a_second_time()
    {
        var settled = 0;
        var observer = _bed.Observe(_bed.Logged(_bed.Answer(10)) with
        {
            OnSettled = (_, _, _, _, _) => throw new InvalidOperationException($"settled {++settled}"),
        });
        _bed.Listen(observer);

        _bed.Mutate(observer, "a");
        _bed.Advance(10);

        _bed.Happened().ShouldBe(
        [
            "result Pending", "OnMutate a", "fn a", "OnSuccess did a a",
            "OnError settled 1 a", "unhandled settled 2", "result Error settled 1",
        ]);
    }

    [Fact]
    public void Late_error_of_a_callback_counts_failures_of_attempts_too()
    {
        var observer = _bed.Observe(new(_bed.Failing(10, times: 1))
        {
            Retry = 1,
            RetryDelay = TimeSpan.FromMilliseconds(5),
            OnSuccess = async (_, _, _, _) =>
            {
                await _bed.Wait(15);
                throw new InvalidOperationException("late");
            },
        });

        _bed.Mutate(observer, "a");
        _bed.Advance(40);

        observer.CurrentResult.State.FailureCount.ShouldBe(2);
        observer.CurrentResult.State.FailureReason!.Message.ShouldBe("late");
    }

    [Fact]
    public void Errors_of_callbacks_after_a_failure_do_not_hide_it()
    {
        var cacheFails = new MutationCacheCallbacks
        {
            OnError = (_, _, _, _) => throw new InvalidOperationException("cache error"),
            OnSettled = (_, _, _, _, _) => throw new InvalidOperationException("cache settled"),
        };
        var bed = new MutationBed(new() { MutationCallbacks = cacheFails });
        var answer = bed.Mutate(new(bed.Failing(10))
        {
            OnError = (_, _, _, _) => throw new InvalidOperationException("own error"),
            OnSettled = async (_, _, _, _, _) =>
            {
                await bed.Wait(1);
                throw new InvalidOperationException("own settled");
            },
        }, "a");

        bed.Advance(11);

        bed.Happened().ShouldBe(["fn a", "unhandled cache error", "unhandled own error", "unhandled cache settled", "unhandled own settled"]);
        Should.Throw<InvalidOperationException>(() => answer.GetAwaiter().GetResult()).Message.ShouldBe("error 1");
    }

    [Fact]
    public void Errors_of_the_callbacks_of_a_call_change_nothing()
    {
        var observer = _bed.Observe(new(_bed.Answer(10)));
        _bed.Listen(observer);

        var answer = _bed.Mutate(observer, "a", new()
        {
            OnSuccess = (_, _, _) => throw new InvalidOperationException("cb"),
            OnSettled = (_, _, _, _) => throw new InvalidOperationException("cb2"),
        });
        _bed.Advance(10);

        _bed.Happened().ShouldBe(["result Pending", "fn a", "unhandled cb", "unhandled cb2", "result Success did a"]);
        answer.Answer().ShouldBe("did a");
    }

    [Fact]
    public void Failed_mutation_that_nobody_awaits_is_no_unobserved_error()
    {
        using var client = new QueryClient();
        var unobserved = 0;
        void Count(object? sender, UnobservedTaskExceptionEventArgs args)
        {
            if (args.Exception.InnerException is InvalidTimeZoneException) Interlocked.Increment(ref unobserved);
        }
        TaskScheduler.UnobservedTaskException += Count;
        try
        {
            for (var i = 0; i < 20; i++)
                _ = client.MutateAsync(new MutationDefinition<int, int>((_, _) => throw new InvalidTimeZoneException()), i);
            SpinWait.SpinUntil(() => client.CountMutating() == 0, TimeSpan.FromSeconds(10)).ShouldBeTrue();
            // An unobserved error only shows when its task is collected.
#pragma warning disable RS0030
            GC.Collect();
#pragma warning restore RS0030
            GC.WaitForPendingFinalizers();
        }
        finally
        {
            TaskScheduler.UnobservedTaskException -= Count;
        }
        unobserved.ShouldBe(0);
    }
}
