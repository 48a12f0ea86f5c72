namespace Cadre.Query.Tests;

public sealed class FetchingTests
{
    private readonly QueryBed _bed = new();

    private QueryClient Client => _bed.Client;

    [Fact]
    public async Task Fresh_data_is_answered_without_a_fetch()
    {
        var query = QueryBed.Query(_bed.Answer(0, 1, 2)) with { StaleTime = TimeSpan.FromSeconds(1) };
        await _bed.Fetch(query);

        (await _bed.Fetch(query)).ShouldBe(1);
        _bed.Advance(1000);
        (await _bed.Fetch(query)).ShouldBe(2);
    }

    [Fact]
    public async Task Fetch_can_select()
    {
        var query = QueryBed.Query(_bed.Answer(0, 2));

        (await _bed.Scheduler.RunAsync(() => Client.FetchAsync(query, number => number * 10))).ShouldBe(20);
        await Should.ThrowAsync<InvalidOperationException>(_bed.Scheduler.RunAsync(() => Client.FetchAsync(query, int (int _) => throw new InvalidOperationException())));
    }

    [Fact]
    public async Task Prefetch_never_fails()
    {
        var query = QueryBed.Query<int>(_ => throw new InvalidOperationException());

        await _bed.Scheduler.RunAsync(() => Client.PrefetchAsync(query));

        Client.GetState(query)!.Status.ShouldBe(QueryStatus.Error);
        _bed.Unhandled.ShouldBeEmpty();
    }

    [Fact]
    public async Task Ensure_answers_what_is_there_and_may_fetch_anew_behind_it()
    {
        var query = QueryBed.Query(_bed.Answer(10, 2));
        _bed.Scheduler.Run(() => Client.SetData(query, 1));
        _bed.Advance(1);

        (await _bed.Scheduler.RunAsync(() => Client.EnsureAsync(query))).ShouldBe(1);
        _bed.CallsOf(query.Key).ShouldBe(0);
        (await _bed.Scheduler.RunAsync(() => Client.EnsureAsync(query, revalidateIfStale: true))).ShouldBe(1);
        _bed.Advance(10);

        Client.GetData(query).ShouldBe(2);
    }

    [Fact]
    public async Task Invalidation_refetches_what_is_watched()
    {
        var watched = QueryBed.Query(_bed.Answer(0, 1), ["a", 1]) with { StaleTime = StaleTime.Infinite };
        var unwatched = QueryBed.Query(_bed.Answer(0, 1), ["a", 2]) with { StaleTime = StaleTime.Infinite };
        using var observer = new QueryObserver<int>(Client, watched);
        _bed.Scheduler.Run(() => observer.Subscribe(_ => { }));
        _ = _bed.Fetch(unwatched);

        await _bed.Scheduler.RunAsync(() => Client.InvalidateAsync((QueryFilter)Prefix));

        (_bed.CallsOf(watched.Key), _bed.CallsOf(unwatched.Key)).ShouldBe((2, 1));
        Client.GetState(unwatched)!.IsInvalidated.ShouldBeTrue();
        Client.GetState(watched)!.IsInvalidated.ShouldBeFalse();
    }

    [Fact]
    public async Task Refetch_tells_of_errors_only_if_asked()
    {
        var query = QueryBed.Query<int>(_ => throw new InvalidOperationException("refetch")) with { Retry = Retry.Never };
        _bed.Scheduler.Run(() => Client.SetData(query, 1));
        await _bed.Scheduler.RunAsync(() => Client.PrefetchAsync(query));

        await _bed.Scheduler.RunAsync(() => Client.RefetchAsync());

        await Should.ThrowAsync<InvalidOperationException>(_bed.Scheduler.RunAsync(() => Client.RefetchAsync(options: new RefetchOptions(true, ThrowOnError: true))));
    }

    [Fact]
    public async Task Cancel_brings_back_what_was_before()
    {
        var query = QueryBed.Query(_bed.Stoppable(10, 2));
        _bed.Scheduler.Run(() => Client.SetData(query, 1));
        _bed.Advance(1);
        var answer = _bed.Fetch(query);

        await _bed.Scheduler.RunAsync(() => Client.CancelAsync());

        (await answer).ShouldBe(1);
        Client.GetState(query)!.FetchStatus.ShouldBe(FetchStatus.Idle);
        _bed.Unhandled.ShouldBeEmpty();
    }

    [Fact]
    public async Task Fetch_that_begins_while_another_is_cancelled_is_joined_not_repeated()
    {
        var query = QueryBed.Query(_bed.Answer(10, 1, 2));
        _ = _bed.Fetch(query);
        _bed.Scheduler.Run(() =>
        {
            _ = Client.CancelAsync(options: new CancelOptions(Revert: false, Silent: false));
            _ = Client.FetchAsync(query);
        });
        _bed.Scheduler.Settle();
        Client.GetState(query)!.FetchStatus.ShouldBe(FetchStatus.Idle, "the one that was cancelled has just said so");

        var joined = _bed.Fetch(query);
        _bed.Advance(10);

        (await joined).ShouldBe(2);
        _bed.CallsOf(query.Key).ShouldBe(2);
    }

    [Fact]
    public void Reset_goes_back_to_the_beginning()
    {
        var query = QueryBed.Query(_bed.Answer(0, 2)) with { InitialData = 1 };
        _ = _bed.Fetch(query);
        Client.GetData(query).ShouldBe(2);

        _ = _bed.Scheduler.RunAsync(() => Client.ResetAsync());

        Client.GetData(query).ShouldBe(1);
        Client.GetState(query)!.DataUpdateCount.ShouldBe(0);
    }

    [Fact]
    public void Removed_query_is_forgotten_and_its_callers_are_told()
    {
        var query = QueryBed.Query(_bed.Answer(10, 2));
        var answer = _bed.Fetch(query);

        _bed.Scheduler.Run(() => Client.Remove());
        _bed.Scheduler.Settle();

        Client.Queries.Count.ShouldBe(0);
        Should.Throw<QueryCancelledException>(() => answer.GetAwaiter().GetResult());
    }

    [Fact]
    public void Callbacks_of_the_cache_hear_of_each_fetch_once()
    {
        var heard = new List<string>();
        var bed = new QueryBed(new QueryClientOptions
        {
            QueryCallbacks = new QueryCacheCallbacks
            {
                OnSuccess = (data, query) => heard.Add($"success {data}"),
                OnError = (error, query) => throw new InvalidOperationException("callback"),
                OnSettled = (data, error, query) => heard.Add($"settled {data.OrDefault()}{error?.Message}"),
            },
        });
        var query = QueryBed.Query(bed.Answer(0, 1));
        _ = bed.Fetch(query);
        bed.Scheduler.Run(() => bed.Client.SetData(query, 2));
        _ = bed.Fetch(QueryBed.Query<int>(_ => throw new InvalidOperationException("fetch"), ["b"]));

        heard.ShouldBe(["success 1", "settled 1", "settled fetch"]);
        bed.Unhandled.ShouldHaveSingleItem().Message.ShouldBe("callback");
    }

    [Fact]
    public void Batch_holds_back_what_listeners_are_told_even_if_it_throws()
    {
        var query = new QueryDefinition<int>(["a"]);
        var told = new List<int>();
        using var subscription = Client.Queries.Subscribe(happened => told.Add(happened.State.DataUpdateCount));

        Should.Throw<InvalidOperationException>(() => Client.Batch(() =>
        {
            Client.SetData(query, 1);
            Client.Batch(() => Client.SetData(query, 2));
            told.ShouldBeEmpty();
            throw new InvalidOperationException();
        }));

        told.ShouldBe([0, 1, 2]);
        Client.Turns.IsQuiet.ShouldBeTrue();
    }

    private static QueryKey Prefix => ["a"];
}
