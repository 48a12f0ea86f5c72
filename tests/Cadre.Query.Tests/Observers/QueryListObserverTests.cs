namespace Cadre.Query.Tests;

public sealed class QueryListObserverTests
{
    private readonly QueryBed _bed = new();
    private readonly List<string> _told = [];

    [Fact]
    public void Results_come_in_the_order_of_the_queries()
    {
        using var list = Observe(Of(1, 20), Of(2, 10));

        _bed.Advance(20);

        _told[^1].ShouldBe("1 2");
        list.CurrentResults.Select(result => result.Data).ShouldBe([1, 2]);
    }

    [Fact]
    public void Those_that_stay_keep_their_results_and_those_that_go_are_let_go()
    {
        using var list = Observe(Of(1, 0), Of(2, 0));
        _bed.Scheduler.Settle();

        _bed.Scheduler.Run(() => list.SetQueries([Of(2, 0), Of(3, 0)]));
        _bed.Scheduler.Settle();

        list.CurrentResults.Select(result => result.Data).ShouldBe([2, 3]);
        (_bed.CallsOf(["n", 2]), _bed.Client.Queries.Find(Key(1))!.ObserverCount).ShouldBe((1, 0));
    }

    [Fact]
    public void One_key_may_stand_there_twice()
    {
        using var list = Observe(Of(1, 10), Of(1, 10));

        _bed.Advance(10);

        _told[^1].ShouldBe("1 1");
        _bed.CallsOf(["n", 1]).ShouldBe(1);
    }

    [Fact]
    public void Empty_list_is_a_list()
    {
        using var list = Observe();

        list.CurrentResults.ShouldBeEmpty();
        _bed.Scheduler.Run(() => list.SetQueries([Of(1, 0)]));
        _bed.Scheduler.Settle();
        list.CurrentResults.ShouldHaveSingleItem().Data.ShouldBe(1);
    }

    [Fact]
    public void Nobody_is_watched_after_the_last_listener_left()
    {
        var list = Observe(Of(1, 0), Of(2, 0));

        _bed.Scheduler.Run(list.Dispose);

        _bed.Client.Queries.FindAll().ShouldAllBe(query => query.ObserverCount == 0);
    }

    [Fact]
    public void Combined_value_is_told_only_when_it_changes()
    {
        using var combined = new CombinedQueryObserver<int, int, int>(_bed.Client, [Of(1, 10), Of(2, 10)], results => results.Sum(result => result.Data));
        _bed.Scheduler.Run(() => combined.Subscribe(_ => _told.Add($"{combined.Combined}")));

        _bed.Advance(10);
        _ = _bed.Scheduler.RunAsync(() => _bed.Client.RefetchAsync());
        _bed.Advance(10);

        _told[^1].ShouldBe("3");
        _told.Count.ShouldBeLessThanOrEqualTo(3);
    }

    [Fact]
    public void Combining_function_that_throws_is_reported_and_breaks_nothing()
    {
        var harmful = false;
        using var combined = new CombinedQueryObserver<int, int, int>(
            _bed.Client, [Of(1, 10)], results => harmful ? throw new InvalidOperationException("combine") : results.Sum(result => result.Data));
        _bed.Scheduler.Run(() => combined.Subscribe(_ => { }));
        harmful = true;

        _bed.Advance(10);

        _bed.Unhandled.ShouldNotBeEmpty();
        _bed.Client.GetData(Key(1)).Value.ShouldBe(1);
        harmful = false;
        combined.Combined.ShouldBe(1);
    }

    private static QueryKey Key(int number) => ["n", number];

    private ObservedQuery<int, int> Of(int number, int milliseconds) =>
        ObservedQuery.Of(QueryBed.Query(_bed.Answer(milliseconds, number), ["n", number]) with { StaleTime = StaleTime.Infinite });

    private QueryListObserver<int, int> Observe(params ObservedQuery<int, int>[] queries)
    {
        var list = new QueryListObserver<int, int>(_bed.Client, queries);
        _bed.Scheduler.Run(() => list.Subscribe(results => _told.Add(string.Join(' ', results.Select(result => result.HasData ? $"{result.Data}" : "-")))));
        return list;
    }
}
