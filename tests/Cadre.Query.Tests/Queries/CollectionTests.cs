using Cadre.TestKit;

namespace Cadre.Query.Tests;

public sealed class CollectionTests
{
    private static readonly TimeSpan Brief = TimeSpan.FromMilliseconds(20);

    private readonly QueryBed _bed = new();

    [Fact]
    public void Unobserved_query_is_collected_after_its_time()
    {
        var query = QueryBed.Query(_bed.Answer(0, 1)) with { GcTime = Brief };
        _ = _bed.Fetch(query);

        _bed.Advance(19);
        _bed.Client.Queries.Count.ShouldBe(1);
        _bed.Advance(1);

        _bed.Client.Queries.Count.ShouldBe(0);
        _bed.Client.Timers.Armed.ShouldBe(0);
    }

    [Fact]
    public void Observed_query_is_collected_only_after_the_last_observer_left()
    {
        var query = QueryBed.Query(_bed.Answer(0, 1)) with { GcTime = Brief };
        var observer = new QueryObserver<int>(_bed.Client, query);
        var subscription = _bed.Scheduler.Run(() => observer.Subscribe(_ => { }));
        _bed.Advance(100);
        _bed.Client.Queries.Count.ShouldBe(1);

        _bed.Scheduler.Run(subscription.Dispose);
        _bed.Advance(20);

        _bed.Client.Queries.Count.ShouldBe(0);
    }

    [Fact]
    public void Query_that_is_fetching_is_collected_only_after_the_fetch()
    {
        var query = QueryBed.Query(_bed.Answer(100, 1)) with { GcTime = Brief };
        _ = _bed.Fetch(query);
        _bed.Advance(99);
        _bed.Client.Queries.Count.ShouldBe(1);

        _bed.Advance(21);

        _bed.Client.Queries.Count.ShouldBe(0);
    }

    [Fact]
    public void Longest_time_ever_given_counts()
    {
        var query = QueryBed.Query(_bed.Answer(0, 1));
        _ = _bed.Fetch(query with { GcTime = TimeSpan.FromMilliseconds(50) });
        _ = _bed.Fetch(query with { GcTime = Brief });

        _bed.Advance(49);
        _bed.Client.Queries.Count.ShouldBe(1);
        _bed.Advance(1);

        _bed.Client.Queries.Count.ShouldBe(0);
    }

    [Fact]
    public void Infinite_time_is_for_ever()
    {
        _ = _bed.Fetch(QueryBed.Query(_bed.Answer(0, 1)) with { GcTime = Timeout.InfiniteTimeSpan });

        _bed.Advance((long)TimeSpan.FromDays(1000).TotalMilliseconds);

        _bed.Client.Queries.Count.ShouldBe(1);
        _bed.Client.Timers.Armed.ShouldBe(0);
    }

    [Fact]
    public void Time_longer_than_a_timer_can_count_is_kept()
    {
        _ = _bed.Fetch(QueryBed.Query(_bed.Answer(0, 1)) with { GcTime = TimeSpan.FromDays(60) });

        _bed.Advance((long)TimeSpan.FromDays(59).TotalMilliseconds);
        _bed.Client.Queries.Count.ShouldBe(1);
        _bed.Advance((long)TimeSpan.FromDays(1).TotalMilliseconds);

        _bed.Client.Queries.Count.ShouldBe(0);
    }

    [Fact]
    public void Thousands_are_collected_with_one_timer()
    {
        var time = new FakeTime();
        using var client = new QueryClient(new QueryClientOptions { TimeProvider = time, Queries = new QueryOptions { GcTime = Brief } });
        for (var i = 0; i < 5000; i++)
        {
            client.SetData(new QueryDefinition<int>(["n", i]), i);
            if (i % 500 == 0) time.Advance(TimeSpan.FromMilliseconds(1));
        }
        time.ArmedTimers.ShouldBe(1);

        time.Advance(TimeSpan.FromMilliseconds(20));

        client.Queries.Count.ShouldBe(0);
        time.ArmedTimers.ShouldBe(0);
    }

    [Fact]
    public void Reset_query_that_nobody_watches_is_collected()
    {
        var query = QueryBed.Query(_bed.Answer(0, 1)) with { GcTime = Brief };
        _ = _bed.Fetch(query);
        _ = _bed.Scheduler.RunAsync(() => _bed.Client.ResetAsync());

        _bed.Advance(20);

        _bed.Client.Queries.Count.ShouldBe(0);
    }

    [Fact]
    public void Query_whose_fetch_was_cancelled_in_silence_is_collected()
    {
        var query = QueryBed.Query(_bed.Answer(1000, 1)) with { GcTime = Brief };
        _ = _bed.Fetch(query);
        _ = _bed.Scheduler.RunAsync(() => _bed.Client.CancelAsync(options: new CancelOptions(Revert: false, Silent: true)));

        _bed.Advance(20);

        _bed.Client.Queries.Count.ShouldBe(0);
    }

    [Fact]
    public void Removed_query_arms_nothing_and_leaves_once()
    {
        var removed = 0;
        var query = QueryBed.Query(_bed.Answer(100, 1)) with { GcTime = Brief };
        using var subscription = _bed.Client.Queries.Subscribe(happened => removed += happened.Type == QueryCacheEventType.Removed ? 1 : 0);
        var observer = new QueryObserver<int>(_bed.Client, query);
        var listener = _bed.Scheduler.Run(() => observer.Subscribe(_ => { }));

        _bed.Scheduler.Run(() => _bed.Client.Remove());
        _bed.Scheduler.Settle();
        _bed.Scheduler.Run(listener.Dispose);
        _bed.Client.Timers.Armed.ShouldBe(0);
        _bed.Advance(1000);

        removed.ShouldBe(1);
    }

    [Fact]
    public void What_was_removed_is_not_kept_alive_until_its_time()
    {
        using var client = new QueryClient();
        for (var i = 0; i < 10_000; i++)
        {
            QueryKey key = ["n", i];
            client.SetData(new QueryDefinition<int>(key), i);
            client.Remove(key);
        }

        client.Timers.Queued.ShouldBeLessThan(2000);
    }

    [Fact]
    public void Observer_that_subscribes_after_the_collection_follows_the_query_of_today()
    {
        var query = QueryBed.Query(_bed.Answer(0, 1)) with { GcTime = Brief, StaleTime = StaleTime.Infinite };
        _ = _bed.Fetch(query);
        using var observer = new QueryObserver<int>(_bed.Client, query);
        _bed.Advance(20);
        _bed.Scheduler.Run(() => _bed.Client.SetData(query, 5));

        _bed.Scheduler.Run(() => observer.Subscribe(_ => { }));

        observer.CurrentResult.Data.ShouldBe(5);
        observer.CurrentQuery.ShouldBeSameAs(_bed.Client.Queries.Find(query.Key));
    }

    [Fact]
    public void Server_collects_nothing_unless_told()
    {
        var bed = new QueryBed(new QueryClientOptions { IsServer = true });
        _ = bed.Fetch(QueryBed.Query(bed.Answer(0, 1), ["kept"]));
        _ = bed.Fetch(QueryBed.Query(bed.Answer(0, 1), ["told"]) with { GcTime = Brief });

        bed.Advance(100_000_000);

        bed.Client.Queries.FindAll().Select(query => query.Key[0]).ShouldBe(["kept"]);
    }
}
