namespace Cadre.Query.Tests;

public sealed class FetchCallerTests
{
    private readonly QueryBed _bed = new();

    [Fact]
    public void Callers_at_the_same_time_share_one_fetch()
    {
        var query = QueryBed.Query(_bed.Answer(10, 1));
        var answers = Enumerable.Range(0, 1000).Select(_ => _bed.Fetch(query)).ToArray();

        _bed.Advance(10);

        answers.ShouldAllBe(answer => answer.IsCompletedSuccessfully);
        _bed.CallsOf(query.Key).ShouldBe(1);
    }

    [Fact]
    public async Task Caller_that_leaves_ends_alone()
    {
        using var leave = new CancellationTokenSource();
        using var stay = new CancellationTokenSource();
        var query = QueryBed.Query(_bed.Stoppable(10, 1));
        var leaving = _bed.Fetch(query, leave.Token);
        var staying = _bed.Fetch(query, stay.Token);

        _bed.Scheduler.Run(leave.Cancel);
        _bed.Scheduler.Settle();
        leaving.IsCanceled.ShouldBeTrue();
        staying.IsCompleted.ShouldBeFalse();
        _bed.Advance(10);

        (await staying).ShouldBe(1);
    }

    [Fact]
    public void Fetch_is_cancelled_when_the_last_caller_leaves()
    {
        using var first = new CancellationTokenSource();
        using var last = new CancellationTokenSource();
        CancellationToken token = default;
        var query = QueryBed.Query<int>(async context =>
        {
            token = context.CancellationToken;
            await Task.Delay(TimeSpan.FromMilliseconds(10), _bed.Scheduler.Time, token);
            return 1;
        });
        _ = _bed.Fetch(query, first.Token);
        _ = _bed.Fetch(query, last.Token);

        _bed.Scheduler.Run(first.Cancel);
        _bed.Scheduler.Settle();
        token.IsCancellationRequested.ShouldBeFalse();
        _bed.Scheduler.Run(last.Cancel);
        _bed.Scheduler.Settle();

        token.IsCancellationRequested.ShouldBeTrue();
        _bed.Client.GetState(query)!.FetchStatus.ShouldBe(FetchStatus.Idle);
        _bed.Client.GetState(query)!.Status.ShouldBe(QueryStatus.Pending);
    }

    [Fact]
    public async Task Caller_without_a_token_keeps_the_fetch_alive()
    {
        using var leave = new CancellationTokenSource();
        var query = QueryBed.Query(_bed.Stoppable(10, 1));
        _ = _bed.Fetch(query, leave.Token);
        var staying = _bed.Fetch(query);

        _bed.Scheduler.Run(leave.Cancel);
        _bed.Advance(10);

        (await staying).ShouldBe(1);
    }

    [Fact]
    public async Task Somebody_who_refetches_keeps_the_fetch_alive()
    {
        using var leave = new CancellationTokenSource();
        var query = QueryBed.Query(_bed.Stoppable(10, 2));
        _bed.Scheduler.Run(() => _bed.Client.SetData(query, 1));
        _ = _bed.Fetch(query, leave.Token);
        var refetch = _bed.Scheduler.RunAsync(() => _bed.Client.RefetchAsync(query.Key, new RefetchOptions(CancelRefetch: false, ThrowOnError: true)));

        _bed.Scheduler.Run(leave.Cancel);
        _bed.Advance(10);

        await refetch;
        _bed.Client.GetData(query).ShouldBe(2);
    }

    [Fact]
    public async Task Observer_keeps_the_fetch_alive()
    {
        using var leave = new CancellationTokenSource();
        var query = QueryBed.Query(_bed.Stoppable(10, 1));
        using var observer = new QueryObserver<int>(_bed.Client, query);
        _bed.Scheduler.Run(() => observer.Subscribe(_ => { }));
        var leaving = _bed.Fetch(query, leave.Token);

        _bed.Scheduler.Run(leave.Cancel);
        _bed.Advance(10);

        await Should.ThrowAsync<OperationCanceledException>(leaving);
        observer.CurrentResult.Data.ShouldBe(1);
    }

    [Fact]
    public async Task Token_that_is_cancelled_already_starts_nothing()
    {
        var query = QueryBed.Query(_bed.Answer(10, 1));

        await Should.ThrowAsync<OperationCanceledException>(_bed.Fetch(query, new CancellationToken(canceled: true)));

        _bed.CallsOf(query.Key).ShouldBe(0);
        _bed.Client.Queries.Count.ShouldBe(0);
    }

    [Fact]
    public async Task Fetch_that_never_looked_at_its_token_goes_on_without_callers()
    {
        using var leave = new CancellationTokenSource();
        var query = QueryBed.Query(_bed.Answer(10, 1));
        var leaving = _bed.Fetch(query, leave.Token);

        _bed.Scheduler.Run(leave.Cancel);
        _bed.Advance(10);

        await Should.ThrowAsync<OperationCanceledException>(leaving);
        _bed.Client.GetData(query).ShouldBe(1);
    }

    [Fact]
    public void Fetch_without_callers_is_not_retried_unless_somebody_comes()
    {
        using var leave = new CancellationTokenSource();
        var query = QueryBed.Query(_bed.Failing(10, 5, 1)) with { Retry = 5, RetryDelay = TimeSpan.FromMilliseconds(10) };
        _ = _bed.Fetch(query, leave.Token);
        _bed.Scheduler.Run(leave.Cancel);

        _bed.Advance(1000);

        _bed.CallsOf(query.Key).ShouldBe(1);
        _bed.Client.GetState(query)!.Status.ShouldBe(QueryStatus.Error);
    }

    [Fact]
    public async Task Callers_of_a_replaced_fetch_get_the_answer_of_the_new_one()
    {
        var query = QueryBed.Query(_bed.Answer(10, 1, 2));
        _bed.Scheduler.Run(() => _bed.Client.SetData(query, 0));
        _bed.Advance(1);
        var first = _bed.Fetch(query);
        _bed.Advance(5);

        _ = _bed.Scheduler.RunAsync(() => _bed.Client.RefetchAsync(query.Key));
        _bed.Advance(10);

        (await first).ShouldBe(2);
    }

    [Fact]
    public async Task Callers_of_a_replaced_fetch_still_count()
    {
        using var leave = new CancellationTokenSource();
        var query = QueryBed.Query(_bed.Stoppable(10, 2));
        _bed.Scheduler.Run(() => _bed.Client.SetData(query, 0));
        _bed.Advance(1);
        var staying = _bed.Fetch(query);
        _bed.Scheduler.Run(() =>
        {
            using var observer = new QueryObserver<int>(_bed.Client, query);
            observer.Subscribe(_ => { });
            _ = observer.RefetchAsync();
        });

        _bed.Advance(10);

        (await staying).ShouldBe(2);
    }

    [Fact]
    public async Task Promise_that_follows_a_settled_one_settles()
    {
        var (followed, follower) = (new FetchPromise<int>(_bed.Client), new FetchPromise<int>(_bed.Client));
        _bed.Scheduler.Run(() =>
        {
            using var turn = _bed.Client.Turns.Begin();
            followed.Succeed_NeedsLock(3);
            follower.Follow_NeedsLock(followed);
        });
        _bed.Scheduler.Settle();

        (await follower.Completion).ShouldBe(3);
    }

    [Fact]
    public async Task Second_optimistic_fetch_waits_for_its_own_answer()
    {
        var query = QueryBed.Query(_bed.Answer(10, 1, 2));
        using var observer = new QueryObserver<int>(_bed.Client, query);
        _ = _bed.Scheduler.RunAsync(() => observer.FetchOptimisticAsync(query));
        _bed.Advance(20);

        var second = _bed.Scheduler.RunAsync(() => observer.FetchOptimisticAsync(query));

        second.IsCompleted.ShouldBeFalse();
        _bed.Advance(10);
        (await second).Data.ShouldBe(2);
    }
}
