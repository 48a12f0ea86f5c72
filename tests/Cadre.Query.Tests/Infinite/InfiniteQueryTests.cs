namespace Cadre.Query.Tests;

public sealed class InfiniteQueryTests
{
    private readonly QueryBed _bed = new();
    private readonly List<string> _asked = [];
    private string? _failAt;

    private static Task<string>? NoTask { get; }

    [Fact]
    public void Pages_grow_at_both_ends()
    {
        using var observer = Observe(Pages(first: 5));
        Next(observer);
        Previous(observer);

        observer.CurrentResult.Data!.Pages.ShouldBe(["page 4", "page 5", "page 6"]);
        observer.CurrentResult.Data.PageParams.ShouldBe([4, 5, 6]);
        _asked.ShouldBe(["5 Forward", "6 Forward", "4 Backward"]);
    }

    [Fact]
    public void No_more_is_fetched_than_there_is()
    {
        using var observer = Observe(Pages(first: 8));
        Next(observer);
        Next(observer);
        Infinite(observer).HasNextPage.ShouldBeFalse();

        Next(observer);

        observer.CurrentResult.Data!.PageParams.ShouldBe([8, 9]);
        _asked.Count.ShouldBe(2);
    }

    [Fact]
    public void Pages_at_the_other_end_go_when_there_are_too_many()
    {
        using var observer = Observe(Pages(first: 1) with { MaxPages = 2 });
        Next(observer);
        Next(observer);
        observer.CurrentResult.Data!.PageParams.ShouldBe([2, 3]);

        Previous(observer);

        observer.CurrentResult.Data!.PageParams.ShouldBe([1, 2]);
    }

    [Fact]
    public void Refetch_gets_all_pages_anew_in_order()
    {
        using var observer = Observe(Pages(first: 1));
        Next(observer);
        _asked.Clear();

        _ = _bed.Scheduler.RunAsync(() => observer.RefetchAsync());

        _asked.ShouldBe(["1 Forward", "2 Forward"]);
    }

    [Fact]
    public void Retry_goes_on_at_the_page_that_failed()
    {
        using var observer = Observe(Pages(first: 1) with { Retry = 1, RetryDelay = TimeSpan.Zero });
        Next(observer);
        _asked.Clear();
        _failAt = "2";

        _ = _bed.Scheduler.RunAsync(() => observer.RefetchAsync());

        _asked.ShouldBe(["1 Forward", "2 Forward", "2 Forward"]);
        observer.CurrentResult.Status.ShouldBe(QueryStatus.Success);
    }

    [Fact]
    public void Page_that_fails_leaves_the_pages_that_are_there()
    {
        using var observer = Observe(Pages(first: 1) with { Retry = Retry.Never });
        _failAt = "2";

        Next(observer);

        observer.CurrentResult.Data!.PageParams.ShouldBe([1]);
        Infinite(observer).IsFetchNextPageError.ShouldBeTrue();
        Infinite(observer).IsRefetchError.ShouldBeFalse();
    }

    [Fact]
    public void Page_function_that_answers_null_is_said_so()
    {
        using var observer = Observe(Pages(first: 1) with { FetchPage = _ => NoTask!, Retry = Retry.Never });

        observer.CurrentResult.Error.ShouldBeOfType<InvalidOperationException>().Message.ShouldContain("null instead of a task");
    }

    [Fact]
    public void Function_for_the_next_page_that_throws_breaks_nothing()
    {
        using var observer = Observe(Pages(first: 1) with { NextPageParam = (_, _, _, _) => throw new InvalidOperationException("next") });

        _bed.Client.Turns.IsQuiet.ShouldBeTrue();
        _bed.Unhandled.ShouldNotBeEmpty();
        _bed.Client.CountFetching().ShouldBe(0);
    }

    [Fact]
    public async Task Several_pages_can_be_fetched_at_first()
    {
        var data = await _bed.Scheduler.RunAsync(() => _bed.Client.FetchAsync(Pages(first: 1) with { Pages = 3 }));

        data.PageParams.ShouldBe([1, 2, 3]);
    }

    private static InfiniteQueryResult<InfiniteData<string, int>> Infinite(InfiniteQueryObserver<string, int> observer) =>
        observer.CurrentResult.ShouldBeOfType<InfiniteQueryResult<InfiniteData<string, int>>>();

    private InfiniteQueryDefinition<string, int> Pages(int first) => new(
        ["pages"], first,
        context =>
        {
            _asked.Add($"{context.PageParam} {context.Direction}");
            if (_failAt != $"{context.PageParam}") return Task.FromResult($"page {context.PageParam}");
            _failAt = null;
            throw new InvalidOperationException("page");
        },
        static (_, _, param, _) => param < 9 ? param + 1 : default(Optional<int>))
    {
        PreviousPageParam = static (_, _, param, _) => param > 0 ? param - 1 : default(Optional<int>),
        StaleTime = StaleTime.Infinite,
    };

    private InfiniteQueryObserver<string, int> Observe(InfiniteQueryDefinition<string, int> definition)
    {
        var observer = new InfiniteQueryObserver<string, int>(_bed.Client, definition);
        _bed.Scheduler.Run(() => observer.Subscribe(_ => { }));
        _bed.Scheduler.Settle();
        return observer;
    }

    private void Next(InfiniteQueryObserver<string, int> observer) => _ = _bed.Scheduler.RunAsync(() => observer.FetchNextPageAsync());

    private void Previous(InfiniteQueryObserver<string, int> observer) => _ = _bed.Scheduler.RunAsync(() => observer.FetchPreviousPageAsync());
}
