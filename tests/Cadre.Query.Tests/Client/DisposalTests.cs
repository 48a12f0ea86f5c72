namespace Cadre.Query.Tests;

public sealed class DisposalTests
{
    private readonly QueryBed _bed = new();

    [Fact]
    public void What_runs_is_cancelled_and_its_callers_are_told()
    {
        CancellationToken token = default;
        var query = QueryBed.Query<int>(async context =>
        {
            token = context.CancellationToken;
            await Task.Delay(Timeout.InfiniteTimeSpan, _bed.Scheduler.Time, token);
            return 1;
        });
        var answer = _bed.Fetch(query);
        var mutation = _bed.Scheduler.RunAsync(() => _bed.Client.MutateAsync(new MutationDefinition<int, int>(async (number, context) =>
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, _bed.Scheduler.Time, context.CancellationToken);
            return number;
        }), 1));

        _bed.Scheduler.Run(_bed.Client.Dispose);
        _bed.Scheduler.Settle();

        token.IsCancellationRequested.ShouldBeTrue();
        Should.Throw<QueryCancelledException>(() => answer.GetAwaiter().GetResult());
        Should.Throw<QueryCancelledException>(() => mutation.GetAwaiter().GetResult());
        _bed.Client.Timers.Armed.ShouldBe(0);
        _bed.Client.Turns.IsQuiet.ShouldBeTrue();
    }

    [Fact]
    public void Disposing_twice_is_disposing_once()
    {
        _bed.Client.SetData(new QueryDefinition<int>(["a"]), 1);

        _bed.Client.Dispose();
        _bed.Client.Dispose();

        _bed.Client.Queries.Count.ShouldBe(0);
    }

    [Fact]
    public void Disposed_client_refuses_to_work_and_says_why()
    {
        var query = QueryBed.Query(_bed.Answer(0, 1));
        using var observer = new QueryObserver<int>(_bed.Client, query);
        _bed.Client.Dispose();

        Action[] uses =
        [
            () => _bed.Client.FetchAsync(query).GetAwaiter().GetResult(),
            () => _bed.Client.SetData(query, 1),
            () => _bed.Client.Mount(),
            () => _bed.Client.MutateAsync(new MutationDefinition<int, int>((number, _) => Task.FromResult(number)), 1).GetAwaiter().GetResult(),
            () => observer.Subscribe(_ => { }),
            () => new QueryObserver<int>(_bed.Client, query).Dispose(),
        ];
        foreach (var use in uses)
        {
            _bed.Scheduler.Run(() => Should.Throw<ObjectDisposedException>(use).ObjectName.ShouldContain(nameof(QueryClient)));
            _bed.Client.Turns.IsQuiet.ShouldBeTrue();
        }
    }

    [Fact]
    public async Task Disposed_client_reads_nothing_and_has_nothing_to_end()
    {
        var query = QueryBed.Query(_bed.Answer(0, 1));
        await _bed.Fetch(query);
        _bed.Client.Dispose();

        _bed.Client.TryGetData(query, out _).ShouldBeFalse();
        _bed.Client.Remove();
        await _bed.Client.InvalidateAsync();
        await _bed.Client.CancelAsync();
        _bed.Client.Unmount();
        _bed.Client.Clear();
    }

    [Fact]
    public void Focus_and_network_no_longer_reach_a_disposed_client()
    {
        var query = QueryBed.Query(_bed.Answer(0, 1));
        var observer = new QueryObserver<int>(_bed.Client, query);
        _bed.Scheduler.Run(() => observer.Subscribe(_ => { }));
        _bed.Scheduler.Run(_bed.Client.Dispose);
        var calls = _bed.CallsOf(query.Key);

        _bed.Scheduler.Run(() =>
        {
            _bed.Scheduler.Online.IsOnline = false;
            _bed.Scheduler.Online.IsOnline = true;
            _bed.Scheduler.Focus.SetFocused(true);
        });
        _bed.Scheduler.Settle();
        _bed.Scheduler.Run(observer.Dispose);

        _bed.CallsOf(query.Key).ShouldBe(calls);
        _bed.Unhandled.ShouldBeEmpty();
    }

    [Fact]
    public async Task Retry_that_waited_is_ended_not_forgotten()
    {
        var query = QueryBed.Query(_bed.Failing(0, 9, 1)) with { Retry = 9, RetryDelay = TimeSpan.FromSeconds(1) };
        var answer = _bed.Fetch(query);

        _bed.Scheduler.Run(_bed.Client.Dispose);
        _bed.Advance(100_000);

        await Should.ThrowAsync<QueryCancelledException>(answer);
        _bed.CallsOf(query.Key).ShouldBe(1);
    }

    [Fact]
    public void Clear_forgets_everything_and_the_client_goes_on()
    {
        var query = QueryBed.Query(_bed.Answer(0, 1));
        _ = _bed.Fetch(query);

        _bed.Client.Clear();
        _bed.Client.Queries.Count.ShouldBe(0);
        _ = _bed.Fetch(query);

        _bed.Client.GetData(query).ShouldBe(1);
    }
}
