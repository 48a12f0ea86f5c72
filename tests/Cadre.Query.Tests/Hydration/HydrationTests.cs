using Cadre.Query.Testing;

namespace Cadre.Query.Tests;

public sealed class HydrationTests
{
    private static readonly QueryDefinition<string> Name = new(["name"]);

    private readonly TestScheduler _scheduler = new();
    private readonly QueryClient _source;
    private readonly QueryClient _target;

    public HydrationTests()
    {
        _source = _scheduler.CreateClient();
        _target = _scheduler.CreateClient();
    }

    [Fact]
    public void Data_goes_over_with_its_time()
    {
        _source.SetData(Name, "Ada");
        _scheduler.Advance(50);

        _target.Hydrate(_source.Dehydrate());

        var state = _target.GetState(Name)!;
        state.Data.ShouldBe("Ada");
        state.DataUpdatedAt.ShouldBe(DateTimeOffset.FromUnixTimeMilliseconds(1_000_000));
        state.Status.ShouldBe(QueryStatus.Success);
    }

    [Fact]
    public void Newer_data_wins_and_as_new_data_stays()
    {
        QueryDefinition<string> other = new(["other"]);
        _target.SetData(Name, "old");
        _source.SetData(other, "theirs");
        _target.SetData(other, "mine");
        _scheduler.Advance(10);
        _source.SetData(Name, "new");

        _target.Hydrate(_source.Dehydrate());

        _target.GetData(Name).ShouldBe("new");
        _target.GetData(other).ShouldBe("mine");
    }

    [Fact]
    public void Only_successes_go_over_unless_told_otherwise()
    {
        QueryDefinition<string> failing = new(["failing"], _ => Task.FromException<string>(new InvalidOperationException("boom")));
        _ = _scheduler.RunAsync(() => _source.PrefetchAsync(failing));
        _source.SetData(Name, "Ada");

        _source.Dehydrate().Queries.ShouldHaveSingleItem().Key.ShouldBe(Name.Key);
        var all = _source.Dehydrate(new DehydrateOptions { ShouldDehydrateQuery = _ => true });
        all.Queries.Count.ShouldBe(2);
        _target.Hydrate(all);

        _target.GetState(failing)!.Error!.Message.ShouldBe("boom");
    }

    [Fact]
    public void Observer_that_is_there_already_sees_what_comes()
    {
        var seen = new List<string?>();
        using var observer = new QueryObserver<string>(_target, Name with { Enabled = false });
        using var subscription = observer.Subscribe(result => seen.Add(result.Data));
        _source.SetData(Name, "Ada");

        _target.Hydrate(_source.Dehydrate());

        seen.ShouldBe(["Ada"]);
    }

    [Fact]
    public void Query_without_data_waits_for_the_fetch_it_came_with()
    {
        var answer = new TaskCompletionSource<string>();
        _ = _scheduler.Run(() => _source.PrefetchAsync(Name with { Fetch = _ => answer.Task }));
        var calls = 0;

        var state = _source.Dehydrate(new DehydrateOptions { ShouldDehydrateQuery = _ => true });
        _scheduler.Run(() => _target.Hydrate(state));
        _ = _scheduler.RunAsync(() => _target.FetchAsync(Name with
        {
            Fetch = _ =>
            {
                calls++;
                return Task.FromResult("own");
            },
        }));
        _scheduler.Run(() => answer.SetResult("theirs"));
        _scheduler.Settle();

        _target.GetData(Name).ShouldBe("theirs");
        calls.ShouldBe(0);
    }

    [Fact]
    public void Fetch_that_fails_elsewhere_is_retried_with_the_own_function()
    {
        var answer = new TaskCompletionSource<string>();
        _ = _scheduler.Run(() => _source.PrefetchAsync(Name with { Fetch = _ => answer.Task }));
        var state = _source.Dehydrate(new DehydrateOptions { ShouldDehydrateQuery = _ => true });
        _scheduler.Run(() => _target.Hydrate(state));
        using var observer = new QueryObserver<string>(_target, Name with { Fetch = _ => Task.FromResult("own") });
        using var subscription = _scheduler.Run(() => observer.Subscribe(_ => { }));

        _scheduler.Run(() => answer.SetException(new InvalidOperationException("gone")));
        _scheduler.Advance(1_000);

        _target.GetData(Name).ShouldBe("own");
    }

    [Fact]
    public void Data_of_another_type_is_refused_and_the_rest_goes_over()
    {
        _source.SetData(Name, "Ada");
        _source.SetData(new QueryDefinition<string>(["other"]), "x");
        _target.SetData(new QueryDefinition<int>(Name.Key), 1);

        var error = Should.Throw<QueryTypeMismatchException>(() => _target.Hydrate(_source.Dehydrate()));

        error.Message.ShouldContain("System.String");
        error.Message.ShouldContain("System.Int32");
        _target.GetData(["other"]).Value.ShouldBe("x");
    }

    [Fact]
    public void Lower_version_never_replaces_a_higher_one_however_new_it_is()
    {
        QueryDefinition<int> counter = new(["counter"]) { Version = static count => count };
        _scheduler.Run(() => _target.SetData(counter, 7));
        _scheduler.Advance(10);
        _source.SetData(counter, 5);

        _target.Hydrate(_source.Dehydrate());

        _target.GetData(counter).ShouldBe(7);
    }

    [Fact]
    public void Defaults_of_the_call_stand_before_those_of_the_client()
    {
        using var target = _scheduler.CreateClient(new QueryClientOptions
        {
            Queries = new QueryOptions { GcTime = TimeSpan.FromSeconds(1) },
            Hydrate = new HydrateOptions { Queries = new QueryOptions { GcTime = TimeSpan.FromSeconds(2), Retry = Retry.Never } },
        });
        _source.SetData(Name, "Ada");
        _source.SetData(new QueryDefinition<string>(["other"]), "x");

        target.Hydrate(new DehydratedState([_source.Dehydrate().Queries[0]], []));
        target.Hydrate(_source.Dehydrate(), new HydrateOptions { Queries = new QueryOptions { GcTime = TimeSpan.FromSeconds(3) } });

        target.Queries.Find(Name.Key)!.GcTime.ShouldBe(TimeSpan.FromSeconds(2));
        target.Queries.Find(["other"])!.GcTime.ShouldBe(TimeSpan.FromSeconds(3));
    }

    [Fact]
    public void Functions_that_the_client_says_of_restored_ones_count_though_the_call_says_something_too()
    {
        _scheduler.Online.IsOnline = false;
        _scheduler.Run(() => { _ = _source.MutateAsync(new MutationDefinition<string, string>((name, _) => Task.FromResult(name)) { Key = ["add"] }, "Ada"); });
        _scheduler.Settle();
        var ran = new List<string>();
        using var target = _scheduler.CreateClient(new QueryClientOptions
        {
            Hydrate = new HydrateOptions
            {
                Mutations = new MutationDefinition<string, string>((name, _) =>
                {
                    ran.Add(name);
                    return Task.FromResult(name);
                }),
            },
        });

        target.Hydrate(_source.Dehydrate(), new HydrateOptions { Mutations = new MutationOptions { GcTime = TimeSpan.FromSeconds(7) } });
        _source.Clear();
        _scheduler.Run(() => _scheduler.Online.IsOnline = true);
        _scheduler.Settle();

        ran.ShouldBe(["Ada"]);
        target.Mutations.FindAll().ShouldHaveSingleItem().Options.GcTime.ShouldBe(TimeSpan.FromSeconds(7));
    }

    [Fact]
    public void Optimistic_changes_stay_behind()
    {
        var answer = new TaskCompletionSource<string>();
        var rename = new MutationDefinition<string, string>((_, _) => answer.Task) { Optimistic = [Layer.On<string, string>(Name, (_, name) => name)] };
        _source.SetData(Name, "Ada");
        _ = _scheduler.Run(() => _source.MutateAsync(rename, "Grace"));
        _source.GetData(Name).ShouldBe("Grace");

        _target.Hydrate(_source.Dehydrate());

        _target.GetData(Name).ShouldBe("Ada");
    }

    [Fact]
    public void Paused_mutation_goes_over_and_runs_with_the_function_of_the_defaults()
    {
        _scheduler.Online.IsOnline = false;
        var add = new MutationDefinition<string, int> { Key = ["add"], Mutate = (_, _) => Task.FromResult(0), Scope = "s" };
        _ = _scheduler.Run(() => _source.MutateAsync(add, "Ada"));
        _scheduler.Settle();
        var ran = new List<string>();
        _target.SetMutationDefaults(["add"], new MutationDefinition<string, int>((name, _) =>
        {
            ran.Add(name);
            return Task.FromResult(1);
        }));

        var state = _source.Dehydrate();
        state.Mutations.ShouldHaveSingleItem().Scope.ShouldBe("s");
        _source.Clear();
        _target.Hydrate(state);
        _target.Mutations.FindAll().ShouldHaveSingleItem().State.IsPaused.ShouldBeTrue();
        _scheduler.Run(() => _scheduler.Online.IsOnline = true);
        _ = _scheduler.RunAsync(_target.ResumePausedMutationsAsync);

        ran.ShouldBe(["Ada"]);
        _target.Mutations.FindAll().ShouldHaveSingleItem().State.UntypedData.Value.ShouldBe(1);
    }
}
