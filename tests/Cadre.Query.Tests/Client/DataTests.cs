namespace Cadre.Query.Tests;

public sealed class DataTests
{
    private readonly QueryBed _bed = new();
    private readonly QueryDefinition<string> _query = new(["a"]);

    private QueryClient Client => _bed.Client;

    [Fact]
    public void Written_data_is_read_back()
    {
        Client.SetData(_query, "x").ShouldBe("x");

        Client.GetData(_query).ShouldBe("x");
        Client.GetData(_query.Key).ShouldBe(Optional.Of<object?>("x"));
        Client.GetState(_query)!.ShouldSatisfyAllConditions(
            state => state.DataUpdateCount.ShouldBe(1), state => state.Status.ShouldBe(QueryStatus.Success), state => state.DataUpdatedAt.ShouldBe(_bed.Scheduler.Time.GetUtcNow()));
    }

    [Fact]
    public void Nothing_is_read_where_nothing_was_written()
    {
        Client.GetData(_query).ShouldBeNull();
        Client.TryGetData(_query, out _).ShouldBeFalse();
        Client.GetData(_query.Key).HasValue.ShouldBeFalse();
        Client.GetState(_query).ShouldBeNull();
        Client.Queries.Count.ShouldBe(0);
    }

    [Fact]
    public void Key_that_holds_another_type_is_an_error_that_names_both()
    {
        Client.SetData(_query, "x");
        var wrong = new QueryDefinition<int>(_query.Key);

        Action[] uses =
        [
            () => Client.GetData(wrong),
            () => Client.SetData(wrong, 1),
            () => Client.UpdateData(wrong, number => number + 1),
            () => Client.FetchAsync(wrong).GetAwaiter().GetResult(),
            () => new QueryObserver<int>(Client, wrong).Dispose(),
        ];
        foreach (var use in uses)
        {
            var error = Should.Throw<QueryTypeMismatchException>(use);
            (error.Key, error.Cached, error.Asked).ShouldBe((_query.Key, typeof(string), typeof(int)));
            error.Message.ShouldContain("System.String");
            error.Message.ShouldContain("System.Int32");
            Client.Turns.IsQuiet.ShouldBeTrue();
        }
        Client.GetData(_query).ShouldBe("x");
    }

    [Fact]
    public void Update_changes_what_is_there_and_makes_nothing()
    {
        Client.UpdateData(_query, data => data + "!").HasValue.ShouldBeFalse();
        Client.Queries.Count.ShouldBe(0);
        Client.SetData(_query, "x");

        Client.UpdateData(_query, data => data + "!").ShouldBe(Optional.Of("x!"));
    }

    [Fact]
    public void Update_of_what_may_be_there_can_make_it_or_leave_it()
    {
        Client.UpdateData(_query, data => data.HasValue ? data : default).HasValue.ShouldBeFalse();
        Client.Queries.Count.ShouldBe(0);

        Client.UpdateData(_query, data => Optional.Of(data.OrDefault() + "y"));

        Client.GetData(_query).ShouldBe("y");
    }

    [Fact]
    public async Task Updater_that_throws_changes_nothing_and_locks_nothing()
    {
        Client.SetData(_query, "x");
        var before = Client.GetState(_query);

        Should.Throw<InvalidOperationException>(() => Client.UpdateData(_query, string (string _) => throw new InvalidOperationException("updater"))).Message.ShouldBe("updater");

        Client.GetState(_query).ShouldBeSameAs(before);
        Client.Turns.IsQuiet.ShouldBeTrue();
        (await Task.Run(() => Client.SetData(_query, "y"))).ShouldBe("y");
    }

    [Fact]
    public void Share_function_that_throws_changes_nothing()
    {
        var query = _query with { Share = (_, next) => next == "bad" ? throw new InvalidOperationException("share") : next };
        Client.SetData(query, "x");

        Should.Throw<InvalidOperationException>(() => Client.SetData(query, "bad"));

        Client.GetData(query).ShouldBe("x");
    }

    [Fact]
    public void Many_are_updated_by_type_and_filter()
    {
        Client.SetData(new QueryDefinition<string>(["a", 1]), "x");
        Client.SetData(new QueryDefinition<string>(["a", 2]), "y");
        Client.SetData(new QueryDefinition<int>(["a", 3]), 3);
        Client.SetData(new QueryDefinition<string>(["b"]), "z");

        var written = Client.UpdateQueriesData<string>(new QueryFilter { Key = ["a"] }, data => Optional.Of(data.Value + "!"));

        written.Select(entry => entry.Data.Value).ShouldBe(["x!", "y!"]);
        Client.GetData(new QueryDefinition<string>(["b"])).ShouldBe("z");
        Client.GetQueriesData(new QueryFilter { Key = ["a"] }).Select(entry => entry.Data.Value).ShouldBe(["x!", "y!", 3]);
    }

    [Fact]
    public void Predicate_that_throws_reaches_the_caller_and_locks_nothing()
    {
        Client.SetData(_query, "x");
        var bad = new QueryFilter { Predicate = _ => throw new InvalidOperationException("predicate") };

        Should.Throw<InvalidOperationException>(() => Client.Remove(bad)).Message.ShouldBe("predicate");
        Should.Throw<InvalidOperationException>(() => Client.InvalidateAsync(bad).GetAwaiter().GetResult());

        Client.GetState(_query)!.IsInvalidated.ShouldBeFalse();
        Client.Turns.IsQuiet.ShouldBeTrue();
    }

    [Fact]
    public void Data_may_be_as_old_as_is_said()
    {
        var time = DateTimeOffset.FromUnixTimeMilliseconds(5);

        Client.SetData(_query, "x", time);

        Client.GetState(_query)!.DataUpdatedAt.ShouldBe(DateTimeOffset.FromUnixTimeMilliseconds(5));
    }

    [Fact]
    public void Write_ends_an_error_and_a_mark()
    {
        var query = QueryBed.Query<string>(_ => throw new InvalidOperationException());
        _ = _bed.Fetch(query);
        Client.GetState(query)!.Status.ShouldBe(QueryStatus.Error);
        Client.GetState(query)!.IsInvalidated.ShouldBeTrue();

        _bed.Scheduler.Run(() => Client.SetData(query, "x"));

        Client.GetState(query)!.ShouldSatisfyAllConditions(
            state => state.Status.ShouldBe(QueryStatus.Success), state => state.Error.ShouldBeNull(), state => state.IsInvalidated.ShouldBeFalse());
    }

    [Fact]
    public void Initial_data_counts_as_no_fetch()
    {
        var query = _query with { InitialData = "first", InitialDataUpdatedAt = () => DateTimeOffset.FromUnixTimeMilliseconds(7) };

        using var observer = new QueryObserver<string>(Client, query);

        (observer.CurrentResult.Data, observer.CurrentResult.IsFetched, observer.CurrentResult.DataUpdatedAt).ShouldBe(("first", false, DateTimeOffset.FromUnixTimeMilliseconds(7)));
    }

    [Fact]
    public void Initial_data_function_that_throws_makes_no_query()
    {
        var query = _query with { InitialData = InitialData.From<string>(() => throw new InvalidOperationException("initial")) };

        Should.Throw<InvalidOperationException>(() => new QueryObserver<string>(Client, query)).Message.ShouldBe("initial");

        Client.Queries.Count.ShouldBe(0);
        Client.Turns.IsQuiet.ShouldBeTrue();
    }
}
