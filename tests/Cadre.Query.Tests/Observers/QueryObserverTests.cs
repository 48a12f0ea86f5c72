namespace Cadre.Query.Tests;

public sealed class QueryObserverTests
{
    private readonly QueryBed _bed = new();
    private readonly List<string> _told = [];

    [Fact]
    public void Subscription_fetches_and_tells_of_every_change()
    {
        var query = QueryBed.Query(_bed.Answer(10, 5));
        using var observer = Observe(query);

        _bed.Advance(10);

        _told.ShouldBe(["Pending Fetching", "Success Idle 5"]);
    }

    [Fact]
    public void Fresh_data_is_shown_and_not_fetched()
    {
        var query = QueryBed.Query(_bed.Answer(10, 5)) with { StaleTime = TimeSpan.FromMinutes(1) };
        _bed.Scheduler.Run(() => _bed.Client.SetData(query, 4));

        using var observer = Observe(query);

        _told.ShouldBeEmpty();
        observer.CurrentResult.Data.ShouldBe(4);
        _bed.CallsOf(query.Key).ShouldBe(0);
    }

    [Fact]
    public void Data_turns_stale_one_millisecond_after_its_time()
    {
        var query = QueryBed.Query(_bed.Answer(0, 5)) with { StaleTime = TimeSpan.FromMilliseconds(100) };
        using var observer = Observe(query);
        _bed.Scheduler.Settle();

        _bed.Advance(100);
        observer.CurrentResult.IsStale.ShouldBeFalse();
        _bed.Advance(1);

        observer.CurrentResult.IsStale.ShouldBeTrue();
    }

    [Fact]
    public void Selector_is_called_once_for_the_same_data()
    {
        var selected = 0;
        var query = QueryBed.Query(_bed.Answer(0, 5)) with { StaleTime = StaleTime.Infinite };
        using var observer = new QueryObserver<int, string>(_bed.Client, query, data =>
        {
            selected++;
            return $"selected {data}";
        });
        _bed.Scheduler.Run(() => observer.Subscribe(_ => { }));
        _bed.Scheduler.Settle();

        _ = _bed.Scheduler.RunAsync(() => observer.RefetchAsync());

        observer.CurrentResult.Data.ShouldBe("selected 5");
        selected.ShouldBe(1);
    }

    [Fact]
    public void Selector_that_throws_shows_as_an_error_and_spares_the_cache()
    {
        var query = QueryBed.Query(_bed.Answer(0, 5));
        using var observer = new QueryObserver<int, int>(_bed.Client, query, _ => throw new InvalidOperationException("selector"));
        using var other = Observe(query);
        _bed.Scheduler.Run(() => observer.Subscribe(_ => { }));
        _bed.Scheduler.Settle();

        observer.CurrentResult.Status.ShouldBe(QueryStatus.Error);
        observer.CurrentResult.Error!.Message.ShouldBe("selector");
        other.CurrentResult.Data.ShouldBe(5);
        _bed.Client.GetState(query)!.Status.ShouldBe(QueryStatus.Success);
    }

    [Fact]
    public void Disabled_observer_fetches_once_it_is_enabled()
    {
        var query = QueryBed.Query(_bed.Answer(0, 5));
        using var observer = Observe(query with { Enabled = false });
        _bed.Advance(1000);
        _bed.CallsOf(query.Key).ShouldBe(0);

        _bed.Scheduler.Run(() => observer.SetOptions(query));
        _bed.Scheduler.Settle();

        observer.CurrentResult.Data.ShouldBe(5);
    }

    [Fact]
    public void Previous_data_stands_in_for_another_key()
    {
        var first = QueryBed.Query(_bed.Answer(10, 1), ["n", 1]) with { PlaceholderData = Placeholder.KeepPrevious<int>() };
        var second = QueryBed.Query(_bed.Answer(10, 2), ["n", 2]) with { PlaceholderData = Placeholder.KeepPrevious<int>() };
        using var observer = Observe(first);
        _bed.Advance(10);

        _bed.Scheduler.Run(() => observer.SetOptions(second));
        (observer.CurrentResult.Data, observer.CurrentResult.IsPlaceholderData).ShouldBe((1, true));
        _bed.Advance(10);

        (observer.CurrentResult.Data, observer.CurrentResult.IsPlaceholderData).ShouldBe((2, false));
    }

    [Fact]
    public void Null_is_shown_as_data()
    {
        var query = QueryBed.Query(_bed.Answer<string?>(0, [null]));
        using var observer = new QueryObserver<string?>(_bed.Client, query);
        _bed.Scheduler.Run(() => observer.Subscribe(_ => { }));
        _bed.Scheduler.Settle();

        (observer.CurrentResult.HasData, observer.CurrentResult.Data, observer.CurrentResult.Status).ShouldBe((true, null, QueryStatus.Success));
    }

    [Fact]
    public void Listener_is_told_only_of_the_fields_it_wants()
    {
        var query = QueryBed.Query(_bed.Answer(10, 5)) with { NotifyOn = ResultFields.Data };
        using var observer = Observe(query);

        _bed.Advance(10);

        _told.ShouldBe(["Success Idle 5"]);
        observer.CurrentResult.FetchStatus.ShouldBe(FetchStatus.Idle);
    }

    [Fact]
    public void Polling_fetches_again_and_again_and_not_in_the_background()
    {
        var query = QueryBed.Query(_bed.Answer(0, 5)) with { RefetchInterval = TimeSpan.FromMilliseconds(10) };
        using var observer = Observe(query);
        _bed.Advance(30);
        _bed.CallsOf(query.Key).ShouldBe(4);

        _bed.Scheduler.Focus.SetFocused(false);
        _bed.Advance(100);

        _bed.CallsOf(query.Key).ShouldBe(4);
    }

    [Fact]
    public void Interval_below_a_millisecond_polls_every_millisecond()
    {
        var query = QueryBed.Query(_bed.Answer(0, 5)) with { RefetchInterval = TimeSpan.FromTicks(1) };
        using var observer = Observe(query);

        _bed.Advance(10);

        _bed.CallsOf(query.Key).ShouldBe(11);
    }

    [Fact]
    public void Setting_that_throws_spares_the_other_observers_and_is_reported()
    {
        var query = QueryBed.Query(_bed.Answer(0, 5));
        using var observer = Observe(query);
        var harmful = false;
        using var bad = new QueryObserver<int>(_bed.Client, query with { Enabled = Setting.Of(_ => harmful ? throw new InvalidOperationException("setting") : true) });
        using var after = new QueryObserver<int>(_bed.Client, query);
        _bed.Scheduler.Run(() =>
        {
            bad.Subscribe(_ => { });
            after.Subscribe(_ => { });
        });
        _bed.Scheduler.Settle();
        harmful = true;

        _bed.Scheduler.Run(() => _bed.Client.SetData(query, 6));

        (observer.CurrentResult.Data, after.CurrentResult.Data).ShouldBe((6, 6));
        _bed.Unhandled.ShouldNotBeEmpty();
        _bed.Client.Turns.IsQuiet.ShouldBeTrue();
    }

    [Fact]
    public void Subscription_that_an_option_throws_at_is_taken_back()
    {
        var harmful = false;
        var query = QueryBed.Query(_bed.Answer(0, 5)) with { Enabled = Setting.Of(_ => harmful ? throw new InvalidOperationException("enabled") : true) };
        using var observer = new QueryObserver<int>(_bed.Client, query);
        harmful = true;

        _bed.Scheduler.Run(() => Should.Throw<InvalidOperationException>(() => observer.Subscribe(_ => { })).Message.ShouldBe("enabled"));

        _bed.Client.Queries.Find(query.Key)!.ObserverCount.ShouldBe(0);
        _bed.Client.Turns.IsQuiet.ShouldBeTrue();
    }

    [Fact]
    public void Listener_that_throws_keeps_nobody_else_from_being_told()
    {
        var query = QueryBed.Query(_bed.Answer(0, 5));
        using var observer = new QueryObserver<int>(_bed.Client, query);
        _bed.Scheduler.Run(() => _bed.Client.Batch(() =>
        {
            observer.Subscribe(_ => throw new InvalidOperationException("listener"));
            observer.Subscribe(Tell);
        }));
        _bed.Scheduler.Settle();

        _told.ShouldBe(["Success Idle 5"], "the second came after the fetch began");
        _bed.Unhandled.Select(error => error.Message).ShouldBe(["listener", "listener"]);
    }

    [Fact]
    public void Handler_of_unhandled_errors_that_throws_stops_nothing()
    {
        using var client = _bed.Scheduler.CreateClient(new QueryClientOptions { UnhandledError = _ => throw new InvalidOperationException("handler") });
        var query = QueryBed.Query(_bed.Answer(0, 5));
        using var observer = new QueryObserver<int>(client, query);
        _bed.Scheduler.Run(() =>
        {
            observer.Subscribe(_ => throw new InvalidOperationException("listener"));
            observer.Subscribe(Tell);
        });
        _bed.Scheduler.Settle();

        _told.ShouldBe(["Success Idle 5"], "the second came after the fetch began");
    }

    [Fact]
    public void Listener_may_call_the_client()
    {
        var query = QueryBed.Query(_bed.Answer(0, 5));
        var copy = new QueryDefinition<int>(["copy"]);
        using var observer = new QueryObserver<int>(_bed.Client, query);
        _bed.Scheduler.Run(() => observer.Subscribe(result =>
        {
            if (result.HasData) _bed.Client.SetData(copy, result.Data);
        }));
        _bed.Scheduler.Settle();

        _bed.Client.GetData(copy).ShouldBe(5);
    }

    [Fact]
    public void Listener_may_stop_itself_and_others_while_it_is_told()
    {
        var query = QueryBed.Query(_bed.Answer(0, 5));
        using var observer = new QueryObserver<int>(_bed.Client, query);
        IDisposable? first = null, second = null;
        _bed.Scheduler.Run(() => _bed.Client.Batch(() =>
        {
            first = observer.Subscribe(result =>
            {
                Tell(result);
                first!.Dispose();
                second!.Dispose();
            });
            second = observer.Subscribe(_ => _told.Add("second"));
        }));
        _bed.Scheduler.Settle();

        _told.ShouldBe(["Pending Fetching"]);
        _bed.Client.Queries.Find(query.Key)!.ObserverCount.ShouldBe(0);
    }

    [Fact]
    public void Subscription_can_be_disposed_twice()
    {
        var query = QueryBed.Query(_bed.Answer(0, 5));
        using var observer = new QueryObserver<int>(_bed.Client, query);
        _bed.Scheduler.Run(() =>
        {
            var one = observer.Subscribe(_ => { });
            observer.Subscribe(_ => { });
            one.Dispose();
            one.Dispose();
        });

        _bed.Client.Queries.Find(query.Key)!.ObserverCount.ShouldBe(1);
    }

    [Fact]
    public void Observable_begins_with_the_result_as_it_is_and_completes_when_disposed()
    {
        var query = QueryBed.Query(_bed.Answer(10, 5));
        var observer = new QueryObserver<int>(_bed.Client, query);
        _bed.Scheduler.Run(() => observer.Subscribe(new Recorder(_told)));
        _bed.Advance(10);

        _bed.Scheduler.Run(observer.Dispose);

        _told.ShouldBe(["Pending Idle", "Pending Fetching", "Success Idle 5", "completed"]);
    }

    [Fact]
    public async Task Results_can_be_enumerated_until_the_observer_is_disposed()
    {
        var query = QueryBed.Query(_bed.Answer(10, 5));
        var observer = new QueryObserver<int>(_bed.Client, query);
        var reading = _bed.Scheduler.RunAsync(async () =>
        {
            await foreach (var result in observer.ResultsAsync()) Tell(result);
        });
        _bed.Advance(10);
        reading.IsCompleted.ShouldBeFalse();

        _bed.Scheduler.Run(observer.Dispose);
        _bed.Scheduler.Settle();

        await reading;
        _told[^1].ShouldBe("Success Idle 5");
    }

    [Fact]
    public async Task Enumerating_ends_with_the_token_and_unsubscribes()
    {
        using var stop = new CancellationTokenSource();
        var query = QueryBed.Query(_bed.Answer(10, 5));
        using var observer = new QueryObserver<int>(_bed.Client, query);
        var reading = _bed.Scheduler.RunAsync(async () =>
        {
            await foreach (var result in observer.ResultsAsync(stop.Token)) Tell(result);
        });

        _bed.Scheduler.Run(stop.Cancel);
        _bed.Scheduler.Settle();

        await Should.ThrowAsync<OperationCanceledException>(reading);
        _bed.Client.Queries.Find(query.Key)!.ObserverCount.ShouldBe(0);
    }

    [Fact]
    public void Last_one_that_leaves_cancels_a_fetch_that_reads_its_token()
    {
        var query = QueryBed.Query(_bed.Stoppable(10, 5));
        var observer = Observe(query);

        _bed.Scheduler.Run(observer.Dispose);
        _bed.Advance(100);

        _bed.Client.GetState(query)!.HasData.ShouldBeFalse();
        _bed.Client.GetState(query)!.FetchStatus.ShouldBe(FetchStatus.Idle);
    }

    [Fact]
    public void Observer_that_was_disposed_can_begin_again()
    {
        var query = QueryBed.Query(_bed.Answer(0, 5));
        var observer = Observe(query);
        _bed.Scheduler.Run(observer.Dispose);

        _bed.Scheduler.Run(() => observer.Subscribe(_ => { }));
        _bed.Scheduler.Settle();

        observer.CurrentResult.Data.ShouldBe(5);
        _bed.Scheduler.Run(observer.Dispose);
        _bed.Scheduler.Run(observer.Dispose);
        _bed.Client.Queries.Find(query.Key)!.ObserverCount.ShouldBe(0);
    }

    [Fact]
    public void Observer_that_joins_a_paused_fetch_shows_what_was_written_meanwhile()
    {
        var query = QueryBed.Query(_bed.Answer(0, 5));
        using var observer = new QueryObserver<int>(_bed.Client, query);
        _bed.Scheduler.Online.IsOnline = false;
        _ = _bed.Fetch(query);
        _bed.Scheduler.Run(() => _bed.Client.SetData(query, 3));
        _ = _bed.Scheduler.RunAsync(() => _bed.Client.InvalidateAsync());

        _bed.Scheduler.Run(() => observer.Subscribe(Tell));

        observer.CurrentResult.Data.ShouldBe(3);
        observer.CurrentResult.IsPaused.ShouldBeTrue();
    }

    [Fact]
    public void Stale_timer_waits_on_when_the_wall_clock_fell_back()
    {
        var time = new Cadre.TestKit.FakeTime();
        using var client = new QueryClient(new QueryClientOptions { TimeProvider = time });
        var query = new QueryDefinition<int>(["a"]) { StaleTime = TimeSpan.FromSeconds(10) };
        client.SetData(query, 1);
        using var observer = new QueryObserver<int>(client, query with { Enabled = true });
        using var subscription = observer.Subscribe(_ => { });
        time.SetUtcNow(time.GetUtcNow().AddSeconds(-5));

        time.Advance(TimeSpan.FromSeconds(11));
        observer.CurrentResult.IsStale.ShouldBeFalse();
        time.Advance(TimeSpan.FromSeconds(5));

        observer.CurrentResult.IsStale.ShouldBeTrue();
    }

    private QueryObserver<int> Observe(QueryDefinition<int> query)
    {
        var observer = new QueryObserver<int>(_bed.Client, query);
        _bed.Scheduler.Run(() => observer.Subscribe(Tell));
        return observer;
    }

    private void Tell(QueryResult<int> result) => _told.Add($"{result.Status} {result.FetchStatus} {(result.HasData ? $"{result.Data}" : "")}".TrimEnd());

    private sealed class Recorder(List<string> told) : IObserver<QueryResult<int>>
    {
        public void OnCompleted() => told.Add("completed");

        public void OnError(Exception error) => told.Add("error");

        public void OnNext(QueryResult<int> value) => told.Add($"{value.Status} {value.FetchStatus} {(value.HasData ? $"{value.Data}" : "")}".TrimEnd());
    }
}
