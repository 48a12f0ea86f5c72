using Cadre.Query.Testing;

namespace Cadre.Query.Tests;

/// <summary>Definitions and keys where filters are asked for, and observers that need no type arguments.</summary>
public sealed class HandleTests
{
    private static readonly QueryDefinition<string> Ada = new(["agents", "ada"], _ => Task.FromResult("Ada"));
    private static readonly QueryDefinition<string> Tasks = new(["agents", "ada", "tasks"], _ => Task.FromResult("parser"));

    private readonly TestScheduler _scheduler = new();
    private readonly QueryClient _client;

    public HandleTests()
    {
        _client = _scheduler.CreateClient();
        _client.SetData(Ada, "Ada");
        _client.SetData(Tasks, "parser");
    }

    [Fact]
    public void Definition_as_a_filter_means_its_own_query_only()
    {
        _ = _client.InvalidateAsync(Ada);

        IsInvalidated(Ada).ShouldBeTrue();
        IsInvalidated(Tasks).ShouldBeFalse();
    }

    [Fact]
    public void Key_as_a_filter_means_all_queries_below_it()
    {
        _ = _client.InvalidateAsync(Ada.Key);

        IsInvalidated(Ada).ShouldBeTrue();
        IsInvalidated(Tasks).ShouldBeTrue();
    }

    [Fact]
    public void Collection_expression_is_a_filter()
    {
        _ = _client.InvalidateAsync(["agents"]);
        IsInvalidated(Ada).ShouldBeTrue();

        _client.Remove(["agents", "ada", "tasks"]);
        _client.GetState(Tasks).ShouldBeNull();

        _ = _client.ResetAsync(["agents"]);
        _client.TryGetData(Ada, out _).ShouldBeFalse();
    }

    [Fact]
    public async Task Collection_expression_says_what_to_refetch_and_to_cancel()
    {
        using var observing = _client.Observe(Ada).Subscribe(_ => { });
        _scheduler.Settle();
        var before = _client.GetState(Ada)!.DataUpdateCount;

        _ = _scheduler.RunAsync(() => _client.RefetchAsync(["agents"]));
        _client.GetState(Ada)!.DataUpdateCount.ShouldBe(before + 1);

        var refetching = _scheduler.Run(() => _client.RefetchAsync(["agents"]));
        _ = _scheduler.RunAsync(() => _client.CancelAsync(["agents"]));
        await refetching;
        _client.GetState(Ada)!.DataUpdateCount.ShouldBe(before + 1);
    }

    [Fact]
    public void Filter_without_its_name_is_a_filter_and_no_key()
    {
        _ = _client.InvalidateAsync(new() { Predicate = query => query.Key.Count == 3 });
        _ = _client.InvalidateAsync(null, QueryType.None);

        IsInvalidated(Ada).ShouldBeTrue();
    }

    [Fact]
    public void Null_is_no_key()
    {
        QueryKey none = null!;

        Should.Throw<ArgumentNullException>(() => _client.Remove(none));
        _client.GetState(Ada).ShouldNotBeNull();
    }

    [Fact]
    public void Observers_find_their_types_themselves()
    {
        var pages = new InfiniteQueryDefinition<string, int>(["pages"], 1, context => Task.FromResult($"page {context.PageParam}"), (_, _, last, _) => last + 1);
        var rename = new MutationDefinition<string, int>((name, _) => Task.FromResult(name.Length));

        _client.Observe(Ada).CurrentResult.Data.ShouldBe("Ada");
        _client.Observe(Ada, ada => ada.Length).CurrentResult.Data.ShouldBe(3);
        _client.Observe(pages).ShouldBeOfType<InfiniteQueryObserver<string, int>>();
        _client.Observe(rename).CurrentResult.IsIdle.ShouldBeTrue();
        _client.Observe([ObservedQuery.Of(Ada), ObservedQuery.Of(Tasks)]).CurrentResults.Select(result => result.Data).ShouldBe(["Ada", "parser"]);
        _client.Observe([ObservedQuery.Of(Ada, ada => ada.Length)], results => results.Sum(result => result.Data)).Combined.ShouldBe(3);
    }

    [Fact]
    public void Update_that_ignores_the_data_is_an_update_of_data()
    {
        _client.UpdateData(Ada, _ => "Ada L.");
        _client.UpdateData(new QueryDefinition<string>(["agents", "bob"]), _ => "Bob");

        _client.GetData(Ada).ShouldBe("Ada L.");
        _client.GetState(["agents", "bob"]).ShouldBeNull();
    }

    [Fact]
    public void Update_that_asks_whether_there_is_data_may_make_some()
    {
        var bob = new QueryDefinition<string>(["agents", "bob"]);

        _client.UpdateData(bob, known => known.HasValue ? known : "Bob");

        _client.GetData(bob).ShouldBe("Bob");
    }

    private bool IsInvalidated(QueryDefinition<string> query) => _client.GetState(query)!.IsInvalidated;
}
