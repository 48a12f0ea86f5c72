namespace Cadre.Query.Tests;

public sealed class FetchFunctionTests
{
    private readonly QueryBed _bed = new();

    private static Task<string>? NoTask { get; }

    [Fact]
    public async Task Answer_reaches_the_caller_and_the_cache()
    {
        var query = QueryBed.Query(_bed.Answer(10, "x"));

        var answer = _bed.Fetch(query);
        answer.IsCompleted.ShouldBeFalse();
        _bed.Advance(10);

        (await answer).ShouldBe("x");
        _bed.Client.GetData(query).ShouldBe("x");
        _bed.Client.GetState(query)!.DataUpdatedAt.ShouldBe(_bed.Scheduler.Time.GetUtcNow());
    }

    [Fact]
    public async Task Function_that_throws_fails_the_fetch_as_one_that_answers_a_failed_task()
    {
        var query = QueryBed.Query<string>(_ => throw new InvalidOperationException("at once"));

        (await Should.ThrowAsync<InvalidOperationException>(_bed.Fetch(query))).Message.ShouldBe("at once");

        _bed.Client.GetState(query)!.Status.ShouldBe(QueryStatus.Error);
        _bed.Unhandled.ShouldBeEmpty();
    }

    [Fact]
    public async Task Function_that_answers_null_instead_of_a_task_fails_the_fetch()
    {
        var query = QueryBed.Query<string>(_ => NoTask!);

        (await Should.ThrowAsync<InvalidOperationException>(_bed.Fetch(query))).Message.ShouldContain("null instead of a task");

        _bed.Client.CountFetching().ShouldBe(0);
    }

    [Fact]
    public async Task Function_that_is_done_at_once_is_called_once()
    {
        var query = QueryBed.Query(_bed.Answer(0, 7));

        (await _bed.Fetch(query)).ShouldBe(7);

        _bed.CallsOf(query.Key).ShouldBe(1);
    }

    [Fact]
    public void Function_that_never_ends_leaves_the_query_fetching_until_it_is_cancelled()
    {
        var query = QueryBed.Query<string>(async context =>
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, _bed.Scheduler.Time, context.CancellationToken);
            return "never";
        });
        var answer = _bed.Fetch(query);
        _bed.Advance(1_000_000);
        answer.IsCompleted.ShouldBeFalse();
        _bed.Client.CountFetching().ShouldBe(1);

        _ = _bed.Scheduler.RunAsync(() => _bed.Client.CancelAsync());

        Should.Throw<QueryCancelledException>(() => answer.GetAwaiter().GetResult());
        _bed.Client.CountFetching().ShouldBe(0);
    }

    [Fact]
    public async Task Null_is_data()
    {
        var query = QueryBed.Query(_bed.Answer<string?>(0, [null]));

        (await _bed.Fetch(query)).ShouldBeNull();

        _bed.Client.TryGetData(query, out _).ShouldBeTrue();
        _bed.Client.GetData(query.Key).HasValue.ShouldBeTrue();
    }

    [Fact]
    public async Task Default_of_a_value_type_is_data()
    {
        var query = QueryBed.Query(_bed.Answer(0, 0));
        _bed.Client.TryGetData(query, out _).ShouldBeFalse();

        (await _bed.Fetch(query)).ShouldBe(0);

        _bed.Client.TryGetData(query, out var data).ShouldBeTrue();
        data.ShouldBe(0);
    }

    [Fact]
    public async Task Nothing_to_fetch_with_is_said()
    {
        (await Should.ThrowAsync<MissingFunctionException>(_bed.Fetch(new QueryDefinition<string>(["a"])))).Message.ShouldContain("[\"a\"]");
    }

    [Fact]
    public async Task NoDataException_is_not_retried()
    {
        var query = QueryBed.Query<string>(context =>
        {
            _bed.Count(context);
            throw new NoDataException();
        }) with { Retry = 5 };

        await Should.ThrowAsync<NoDataException>(_bed.Fetch(query));

        _bed.CallsOf(query.Key).ShouldBe(1);
    }

    [Fact]
    public async Task Function_may_fetch_other_queries()
    {
        var inner = QueryBed.Query(_bed.Answer(5, 2), ["inner"]);
        var outer = QueryBed.Query<int>(async context => 1 + await context.Client.FetchAsync(inner), ["outer"]);

        var answer = _bed.Fetch(outer);
        _bed.Advance(5);

        (await answer).ShouldBe(3);
    }

    [Fact]
    public async Task Share_function_that_throws_fails_the_fetch()
    {
        var query = QueryBed.Query(_bed.Answer(0, "x")) with { Share = (_, _) => throw new InvalidOperationException("share") };

        (await Should.ThrowAsync<InvalidOperationException>(_bed.Fetch(query))).Message.ShouldBe("share");

        _bed.Client.GetState(query)!.FetchStatus.ShouldBe(FetchStatus.Idle);
    }

    [Fact]
    public async Task Persister_that_answers_null_fails_the_fetch()
    {
        var query = QueryBed.Query(_bed.Answer(0, "x")) with { Persister = (_, _, _) => NoTask! };

        await Should.ThrowAsync<InvalidOperationException>(_bed.Fetch(query));
    }
}
