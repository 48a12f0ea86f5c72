namespace Cadre.Query.Tests;

public sealed class QueryCacheTests
{
    private readonly QueryBed _bed = new();
    private readonly List<string> _told = [];

    private QueryCache Queries => _bed.Client.Queries;

    [Fact]
    public void Events_tell_the_life_of_a_query_in_order()
    {
        var query = QueryBed.Query(_bed.Answer(0, 1)) with { GcTime = TimeSpan.FromMilliseconds(5) };
        using var subscription = Queries.Subscribe(happened => _told.Add(
            happened.Type == QueryCacheEventType.Updated ? $"{happened.Action} {happened.State.Status} {happened.State.FetchStatus}" : $"{happened.Type} {happened.ObserverCount}"));
        var observer = new QueryObserver<int>(_bed.Client, query);
        _bed.Scheduler.Run(() => observer.Subscribe(_ => { }));
        _bed.Scheduler.Settle();
        _bed.Scheduler.Run(observer.Dispose);
        _bed.Advance(5);

        _told.ShouldBe(
        [
            "Added 0", "ObserverAdded 1", "ObserverResultsUpdated 1", "Fetch Pending Fetching",
            "ObserverResultsUpdated 1", "Success Success Idle", "ObserverRemoved 0", "Removed 0",
        ]);
    }

    [Fact]
    public void Listener_that_throws_or_leaves_spares_the_others()
    {
        IDisposable? leaving = null;
        using var bad = Queries.Subscribe(_ => throw new InvalidOperationException("cache listener"));
        leaving = Queries.Subscribe(_ =>
        {
            _told.Add("left");
            leaving!.Dispose();
        });
        using var good = Queries.Subscribe(happened => _told.Add($"{happened.Type}"));

        _bed.Client.SetData(new QueryDefinition<int>(["a"]), 1);

        _told.ShouldBe(["left", "Added", "Updated"]);
        _bed.Unhandled.Count.ShouldBe(2);
    }

    [Fact]
    public void Queries_are_found_by_all_that_a_filter_says()
    {
        var watched = QueryBed.Query(_bed.Answer(0, 1), ["a", 1]);
        _bed.Client.SetData(new QueryDefinition<int>(["a", 2]), 2);
        _bed.Client.SetData(new QueryDefinition<int>(["a"]), 3);
        using var observer = new QueryObserver<int>(_bed.Client, watched with { StaleTime = StaleTime.Infinite });
        _bed.Scheduler.Run(() => observer.Subscribe(_ => { }));
        _bed.Scheduler.Settle();

        Found(new QueryFilter()).ShouldBe([2, 0, 1]);
        Found(new QueryFilter { Key = ["a"], Exact = true }).ShouldBe([0]);
        Found(new QueryFilter { Key = ["a"], Type = QueryType.Active }).ShouldBe([1]);
        Found(new QueryFilter { Type = QueryType.Inactive }).ShouldBe([2, 0]);
        Found(new QueryFilter { Type = QueryType.None }).ShouldBeEmpty();
        Found(new QueryFilter { Stale = false }).ShouldBe([2, 0, 1]);
        Found(new QueryFilter { FetchStatus = FetchStatus.Fetching }).ShouldBeEmpty();
        Found(new QueryFilter { Predicate = query => query.Key.Count == 2 }).ShouldBe([2, 1]);
        Queries.Find(new QueryFilter { Key = ["a", 2] })!.Key.ShouldBe(["a", 2]);
        Queries.Find(new QueryFilter { Key = ["z"] }).ShouldBeNull();
    }

    [Fact]
    public void Focus_refetches_stale_queries_though_an_option_of_one_throws()
    {
        var harmful = false;
        var bad = QueryBed.Query(_bed.Answer(0, 1), ["bad"]) with { Enabled = Setting.Of(_ => harmful ? throw new InvalidOperationException("enabled") : true) };
        var good = QueryBed.Query(_bed.Answer(0, 1), ["good"]);
        using var first = new QueryObserver<int>(_bed.Client, bad);
        using var second = new QueryObserver<int>(_bed.Client, good);
        _bed.Scheduler.Run(() =>
        {
            first.Subscribe(_ => { });
            second.Subscribe(_ => { });
        });
        _bed.Scheduler.Settle();
        harmful = true;

        _bed.Scheduler.Run(() => _bed.Scheduler.Focus.SetFocused(true));
        _bed.Scheduler.Settle();

        _bed.CallsOf(good.Key).ShouldBe(2);
        _bed.Unhandled.ShouldNotBeEmpty();
    }

    [Fact]
    public void Cached_query_says_what_it_is()
    {
        var query = QueryBed.Query(_bed.Answer(0, 1)) with { GcTime = TimeSpan.FromSeconds(9), Meta = new Dictionary<string, object?> { ["x"] = 1 } };
        _ = _bed.Fetch(query);
        var cached = Queries.Find(query.Key)!;

        cached.ShouldSatisfyAllConditions(
            it => it.DataType.ShouldBe(typeof(int)), it => it.GcTime.ShouldBe(TimeSpan.FromSeconds(9)), it => it.Meta!["x"].ShouldBe(1),
            it => it.IsActive.ShouldBeFalse(), it => it.IsDisabled.ShouldBeFalse(), it => it.IsStatic.ShouldBeFalse(), it => it.Client.ShouldBeSameAs(_bed.Client));
        cached.TryGetData(out var data).ShouldBeTrue();
        data.ShouldBe(1);
        cached.IsStale.ShouldBeFalse();
        cached.Invalidate();
        cached.IsStale.ShouldBeTrue();
    }

    private IEnumerable<int> Found(QueryFilter filter) => Queries.FindAll(filter).Select(query => query.Key.Count == 1 ? 0 : Convert.ToInt32(query.Key[1], System.Globalization.CultureInfo.InvariantCulture));
}
