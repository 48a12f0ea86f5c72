using Cadre.TestKit;

namespace Cadre.Query.Tests;

public sealed class RetryTests
{
    private readonly QueryBed _bed = new();

    [Fact]
    public async Task Failed_attempts_are_repeated_as_often_as_said()
    {
        var query = QueryBed.Query(_bed.Failing(0, 2, "x")) with { Retry = 2, RetryDelay = TimeSpan.FromMilliseconds(10) };
        var answer = _bed.Fetch(query);
        _bed.Advance(10);
        _bed.Client.GetState(query)!.FailureCount.ShouldBe(2);

        _bed.Advance(10);

        (await answer).ShouldBe("x");
        _bed.Client.GetState(query)!.FailureCount.ShouldBe(0);
    }

    [Fact]
    public void Failure_after_the_last_retry_is_final()
    {
        var query = QueryBed.Query(_bed.Failing(0, 9, "x")) with { Retry = 2, RetryDelay = TimeSpan.Zero };

        var answer = _bed.Fetch(query);

        Should.Throw<InvalidOperationException>(() => answer.GetAwaiter().GetResult()).Message.ShouldBe("failure 3");
        _bed.CallsOf(query.Key).ShouldBe(3);
    }

    [Fact]
    public void Imperative_fetch_is_not_retried_by_itself_and_an_observed_one_thrice()
    {
        var imperative = QueryBed.Query(_bed.Failing(0, 9, 1), ["imperative"]);
        var observed = QueryBed.Query(_bed.Failing(0, 9, 1), ["observed"]);
        _ = _bed.Fetch(imperative);
        using var observer = new QueryObserver<int>(_bed.Client, observed);
        _bed.Scheduler.Run(() => observer.Subscribe(_ => { }));

        _bed.Advance(100_000);

        (_bed.CallsOf(imperative.Key), _bed.CallsOf(observed.Key)).ShouldBe((1, 4));
    }

    [Fact]
    public void Function_that_decides_is_told_how_many_failed_before()
    {
        var asked = new List<string>();
        var query = QueryBed.Query(_bed.Failing(0, 9, 1)) with
        {
            Retry = Retry.When((before, error) =>
            {
                asked.Add($"{before} {error.Message}");
                return before < 1;
            }),
            RetryDelay = TimeSpan.Zero,
        };

        _ = _bed.Fetch(query);

        asked.ShouldBe(["0 failure 1", "1 failure 2"]);
    }

    [Fact]
    public void Function_that_decides_and_throws_ends_the_fetch_with_its_error()
    {
        var query = QueryBed.Query(_bed.Failing(0, 9, 1)) with { Retry = Retry.When((_, _) => throw new ArithmeticException("when")) };

        Should.Throw<ArithmeticException>(() => _bed.Fetch(query).GetAwaiter().GetResult());

        _bed.Client.CountFetching().ShouldBe(0);
    }

    [Fact]
    public void Delay_function_that_throws_ends_the_fetch_with_its_error()
    {
        var query = QueryBed.Query(_bed.Failing(0, 9, 1)) with { Retry = 3, RetryDelay = RetryDelay.Of((_, _) => throw new ArithmeticException("delay")) };

        Should.Throw<ArithmeticException>(() => _bed.Fetch(query).GetAwaiter().GetResult());
    }

    [Fact]
    public void Delay_of_ages_overflows_nothing()
    {
        var query = QueryBed.Query(_bed.Failing(0, 9, 1)) with { Retry = 3, RetryDelay = TimeSpan.MaxValue };
        _ = _bed.Fetch(query);

        _bed.Advance((long)TimeSpan.FromDays(100).TotalMilliseconds);

        _bed.CallsOf(query.Key).ShouldBe(1);
        _bed.Client.CountFetching().ShouldBe(1);
    }

    [Fact]
    public async Task Retry_waits_for_the_network()
    {
        var query = QueryBed.Query(_bed.Failing(0, 1, 1)) with { Retry = 1, RetryDelay = TimeSpan.FromMilliseconds(10) };
        var answer = _bed.Fetch(query);
        _bed.Scheduler.Online.IsOnline = false;
        _bed.Advance(50);
        _bed.Client.GetState(query)!.FetchStatus.ShouldBe(FetchStatus.Paused);

        _bed.Scheduler.Run(() => _bed.Scheduler.Online.IsOnline = true);
        _bed.Scheduler.Settle();

        (await answer).ShouldBe(1);
    }

    [Fact]
    public async Task Retry_waits_for_focus()
    {
        var query = QueryBed.Query(_bed.Failing(0, 1, 1)) with { Retry = 1, RetryDelay = TimeSpan.FromMilliseconds(10), NetworkMode = NetworkMode.Always };
        var answer = _bed.Fetch(query);
        _bed.Scheduler.Focus.SetFocused(false);
        _bed.Advance(50);
        _bed.Client.GetState(query)!.FetchStatus.ShouldBe(FetchStatus.Paused);

        _bed.Scheduler.Run(() => _bed.Scheduler.Focus.SetFocused(true));
        _bed.Scheduler.Settle();

        (await answer).ShouldBe(1);
    }

    [Fact]
    public void Cancelling_between_two_attempts_ends_at_once_and_for_good()
    {
        var query = QueryBed.Query(_bed.Failing(0, 9, 1)) with { Retry = 9, RetryDelay = TimeSpan.FromSeconds(1) };
        var answer = _bed.Fetch(query);

        _ = _bed.Scheduler.RunAsync(() => _bed.Client.CancelAsync());
        Should.Throw<QueryCancelledException>(() => answer.GetAwaiter().GetResult());
        _bed.Advance(100_000);

        _bed.CallsOf(query.Key).ShouldBe(1);
        _bed.Client.Timers.Armed.ShouldBe(1, "the collection of the query alone");
    }

    [Fact]
    public async Task Wall_clock_that_is_set_back_holds_no_retry_up()
    {
        var time = new FakeTime();
        using var client = new QueryClient(new QueryClientOptions { TimeProvider = time });
        var calls = 0;
        var query = new QueryDefinition<int>(["a"], _ => ++calls == 1 ? throw new InvalidOperationException("first") : Task.FromResult(calls))
        {
            Retry = 1,
            RetryDelay = TimeSpan.FromSeconds(1),
        };
        var answer = client.FetchAsync(query);

        time.SetUtcNow(time.GetUtcNow().AddHours(-5));
        time.Advance(TimeSpan.FromSeconds(1));

        (await answer.Within("the retry")).ShouldBe(2);
    }

    [Fact]
    public void Server_does_not_retry()
    {
        var bed = new QueryBed(new QueryClientOptions { IsServer = true });
        var query = QueryBed.Query(bed.Failing(0, 9, 1));
        using var observer = new QueryObserver<int>(bed.Client, query);
        bed.Scheduler.Run(() => observer.Subscribe(_ => { }));

        bed.Advance(100_000);

        bed.CallsOf(query.Key).ShouldBe(1);
        bed.Client.Timers.Armed.ShouldBe(0);
    }
}
