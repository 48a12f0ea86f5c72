namespace Cadre.Query.Tests;

public sealed class SettingsTests
{
    private readonly QueryBed _bed = new();

    [Fact]
    public void Setting_is_fixed_or_asked_of_the_query()
    {
        _bed.Client.SetData(new QueryDefinition<int>(["a"]), 1);
        var query = _bed.Client.Queries.Find(Key)!;
        Setting<int> seven = 7;

        seven.For(query).ShouldBe(7);
        Setting.Of(asked => asked.Key.Count).For(query).ShouldBe(1);
        default(Setting<int>).For(query).ShouldBe(0);
    }

    [Fact]
    public void Settings_are_equal_by_value_or_by_function()
    {
        Func<CachedQuery, int> function = _ => 1;
        Setting<int> one = 1, alsoOne = 1, two = 2;

        (one == alsoOne).ShouldBeTrue();
        (one != two).ShouldBeTrue();
        Setting.Of(function).ShouldBe(Setting.Of(function));
        Setting.Of(function).Equals((object)one).ShouldBeFalse();
        one.GetHashCode().ShouldBe(alsoOne.GetHashCode());
    }

    [Fact]
    public void Setting_without_a_function_is_refused() => Should.Throw<ArgumentNullException>(() => Setting.Of<int>(null!));

    [Fact]
    public void Stale_time_counts_whole_milliseconds_and_nothing_below_zero()
    {
        StaleTime half = TimeSpan.FromMicroseconds(1500), below = TimeSpan.FromSeconds(-5), forEver = Timeout.InfiniteTimeSpan;

        half.Milliseconds.ShouldBe(1);
        below.Milliseconds.ShouldBe(0);
        forEver.ShouldBe(StaleTime.Infinite);
        default(StaleTime).Milliseconds.ShouldBe(0);
    }

    [Fact]
    public void Static_data_is_never_stale_and_infinite_data_only_when_invalidated()
    {
        var query = new QueryDefinition<int>(["a"]);
        _bed.Client.SetData(query, 1);
        var cached = _bed.Client.Queries.Find<int>(query.Key)!;
        _bed.Advance((long)TimeSpan.FromMinutes(4).TotalMilliseconds);
        (cached.IsStaleBy(StaleTime.Infinite), cached.IsStaleBy(StaleTime.Static), cached.IsStaleBy(default)).ShouldBe((false, false, true));

        cached.Invalidate();

        (cached.IsStaleBy(StaleTime.Infinite), cached.IsStaleBy(StaleTime.Static)).ShouldBe((true, false));
    }

    [Fact]
    public void Longest_stale_time_overflows_nothing()
    {
        var query = new QueryDefinition<int>(["a"]);
        _bed.Client.SetData(query, 1, DateTimeOffset.MaxValue);

        _bed.Client.Queries.Find<int>(query.Key)!.IsStaleBy(TimeSpan.MaxValue).ShouldBeFalse();
    }

    [Fact]
    public void Retries_are_counted_from_the_first_failure()
    {
        var error = new InvalidOperationException();
        Retry two = 2;

        (two.Allows(0, error), two.Allows(1, error), two.Allows(2, error)).ShouldBe((true, true, false));
        Retry.Never.Allows(0, error).ShouldBeFalse();
        default(Retry).ShouldBe(Retry.Never);
        Retry.Forever.Allows(1_000_000, error).ShouldBeTrue();
        Retry.When((before, given) => before == 3 && given == error).Allows(3, error).ShouldBeTrue();
        Should.Throw<ArgumentOutOfRangeException>(() => Retry.Times(-1));
    }

    [Fact]
    public void Nothing_is_not_null()
    {
        Optional<string?> nothing = default, nullValue = Optional.Of<string?>(null);

        (nothing.HasValue, nullValue.HasValue).ShouldBe((false, true));
        nothing.ShouldNotBe(nullValue);
        nullValue.Value.ShouldBeNull();
        nullValue.TryGet(out _).ShouldBeTrue();
        Should.Throw<InvalidOperationException>(() => nothing.Value).Message.ShouldContain("System.String");
        nothing.OrDefault().ShouldBeNull();
    }

    [Fact]
    public void Placeholders_are_the_same_by_reference_and_values_by_value()
    {
        var list = new List<int>();

        Placeholder.Of(list).IsSameAs(Placeholder.Of(list)).ShouldBeTrue();
        Placeholder.Of(list).IsSameAs(Placeholder.Of(new List<int>())).ShouldBeFalse();
        Placeholder.Of(1).IsSameAs(Placeholder.Of(1)).ShouldBeTrue();
        Placeholder.KeepPrevious<int>().IsSameAs(Placeholder.KeepPrevious<int>()).ShouldBeTrue();
    }

    [Fact]
    public void Definition_goes_before_defaults_by_key_and_those_before_the_clients()
    {
        var bed = new QueryBed(new QueryClientOptions { Queries = new QueryOptions { Retry = 1, GcTime = TimeSpan.FromSeconds(1), StaleTime = TimeSpan.FromSeconds(1) } });
        bed.Client.SetQueryDefaults(["a"], new QueryOptions { GcTime = TimeSpan.FromSeconds(2), StaleTime = TimeSpan.FromSeconds(2) });
        bed.Client.SetQueryDefaults(["a", "b"], new QueryOptions { StaleTime = TimeSpan.FromSeconds(3), RetryDelay = TimeSpan.FromSeconds(3) });

        var resolved = bed.Client.Resolve(new QueryDefinition<int>(["a", "b", "c"]) { RetryDelay = TimeSpan.FromSeconds(4) });

        resolved.Retry.ShouldBe(Retry.Times(1));
        resolved.GcTime.ShouldBe(TimeSpan.FromSeconds(2));
        resolved.StaleTime!.Value.Milliseconds.ShouldBe(3000);
        resolved.RetryDelay!.Value.After(0, new InvalidOperationException()).ShouldBe(TimeSpan.FromSeconds(4));
        bed.Client.GetQueryDefaults(["a", "b"]).GcTime.ShouldBe(TimeSpan.FromSeconds(2));
        bed.Client.GetQueryDefaults(["z"]).ShouldBe(new QueryOptions());
    }

    [Fact]
    public async Task Defaults_may_bring_the_function()
    {
        _bed.Client.SetQueryDefaults(["a"], QueryBed.Query(_bed.Answer(0, 9)));

        (await _bed.Fetch(new QueryDefinition<int>(["a"]))).ShouldBe(9);
    }

    [Fact]
    public void Defaults_set_again_take_the_place_of_the_old_ones()
    {
        _bed.Client.SetQueryDefaults(["a"], new QueryOptions { Retry = 1 });
        _bed.Client.SetQueryDefaults(["a"], new QueryOptions { GcTime = TimeSpan.FromSeconds(2) });

        _bed.Client.GetQueryDefaults(["a"]).Retry.ShouldBeNull();
        _bed.Client.DefaultQueryOptions = new QueryOptions { Retry = 5 };
        _bed.Client.Resolve(new QueryDefinition<int>(["a"])).Retry.ShouldBe(Retry.Times(5));
    }

    private static QueryKey Key => ["a"];
}
