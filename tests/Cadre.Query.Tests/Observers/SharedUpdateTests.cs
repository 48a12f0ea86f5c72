namespace Cadre.Query.Tests;

public sealed class SharedUpdateTests : IDisposable
{
    private readonly QueryClient _client = new();

    public void Dispose() => _client.Dispose();

    [Fact]
    public void Observers_of_equal_definitions_show_one_result()
    {
        var observers = Watch(3, static () => Make());

        Write(2);
        Write(3);

        observers.ShouldAllBe(observer => ReferenceEquals(observer.CurrentResult, observers[0].CurrentResult));
        observers[0].CurrentResult.Data.ShouldBe(3);
    }

    [Fact]
    public void Every_listener_is_told_of_a_shared_result()
    {
        var heard = new List<(int Observer, int Data)>();
        var observers = Watch(3, static () => Make());
        for (var i = 0; i < observers.Count; i++)
        {
            var number = i;
            observers[i].Subscribe(result => heard.Add((number, result.Data)));
        }

        Write(2);
        Write(3);

        heard.ShouldBe([(0, 2), (1, 2), (2, 2), (0, 3), (1, 3), (2, 3)]);
    }

    [Fact]
    public void Observers_with_other_options_show_their_own()
    {
        var fresh = Watch(1, static () => Make())[0];
        var stale = Watch(1, static () => Make() with { StaleTime = TimeSpan.Zero, RefetchOnMount = RefetchTrigger.Never })[0];
        var disabled = Watch(1, static () => Make() with { Enabled = false })[0];
        var skipped = Watch(1, static () => Make() with { Fetch = QueryDefinition<int>.Skip })[0];

        Write(2);
        Write(3);

        fresh.CurrentResult.IsStale.ShouldBeFalse();
        stale.CurrentResult.IsStale.ShouldBeTrue();
        fresh.CurrentResult.IsEnabled.ShouldBeTrue();
        disabled.CurrentResult.IsEnabled.ShouldBeFalse();
        skipped.CurrentResult.IsEnabled.ShouldBeFalse();
    }

    [Fact]
    public void Observers_that_came_later_are_not_fetched_after_mount()
    {
        Write(1);
        var early = Watch(1, static () => Make())[0];
        Write(2);
        var late = Watch(1, static () => Make())[0];
        _client.Queries.Find(Make().Key)!.Invalidate();

        early.CurrentResult.IsFetchedAfterMount.ShouldBeTrue();
        late.CurrentResult.IsFetchedAfterMount.ShouldBeFalse();

        Write(3);
        Write(4);

        late.CurrentResult.ShouldBeSameAs(early.CurrentResult);
        late.CurrentResult.IsFetchedAfterMount.ShouldBeTrue();
    }

    [Fact]
    public void Selectors_run_for_each_observer()
    {
        var doubled = new QueryObserver<int, int>(_client, Make(), static data => data * 2);
        var halved = new QueryObserver<int, int>(_client, Make(), static data => data / 2);
        doubled.Subscribe(static _ => { });
        halved.Subscribe(static _ => { });
        var whole = Watch(1, static () => Make())[0];

        Write(2);
        Write(8);

        (doubled.CurrentResult.Data, whole.CurrentResult.Data, halved.CurrentResult.Data).ShouldBe((16, 8, 4));
    }

    private static QueryDefinition<int> Make() => new(["count"]) { StaleTime = StaleTime.Infinite };

    private List<QueryObserver<int>> Watch(int count, Func<QueryDefinition<int>> definition)
    {
        if (_client.GetState(Make()) is null) Write(0);
        var observers = Enumerable.Range(0, count).Select(_ => new QueryObserver<int>(_client, definition())).ToList();
        foreach (var observer in observers) observer.Subscribe(static _ => { });
        return observers;
    }

    private void Write(int data) => _client.SetData(Make(), data);
}
