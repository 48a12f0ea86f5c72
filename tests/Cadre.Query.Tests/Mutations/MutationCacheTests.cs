namespace Cadre.Query.Tests;

public sealed class MutationCacheTests
{
    private readonly MutationBed _bed = new();

    [Fact]
    public void Filters_go_by_key_status_and_predicate()
    {
        _bed.Mutate(new(_bed.Answer(10)) { Key = ["todo", "add"] }, "a");
        _bed.Mutate(new(_bed.Failing(10)) { Key = ["todo", "del"] }, "b");
        _bed.Mutate(new(_bed.Answer(10)), "c");
        _bed.Client.CountMutating().ShouldBe(3);
        _bed.Client.CountMutating(new() { Key = ["todo"] }).ShouldBe(2);
        _bed.Client.CountMutating(new() { Key = ["todo"], Exact = true }).ShouldBe(0);

        _bed.Advance(10);

        Ids(new() { Status = MutationStatus.Success }).ShouldBe([1, 3]);
        Ids(new() { Status = MutationStatus.Error }).ShouldBe([2]);
        Ids(new() { Key = ["todo", "add"], Exact = true }).ShouldBe([1]);
        Ids(new() { Predicate = mutation => mutation.State.UntypedVariables == Optional.Of<object?>("c") }).ShouldBe([3]);
        Ids(new()).ShouldBe([1, 2, 3]);
    }

    [Fact]
    public void Find_compares_the_key_exactly()
    {
        _bed.Mutate(new(_bed.Answer(10)) { Key = ["k", 1] }, "a");
        _bed.Mutate(new(_bed.Answer(10)), "b");

        _bed.Client.Mutations.Find(new() { Key = ["k"] }).ShouldBeNull();
        _bed.Client.Mutations.Find(new() { Key = ["k", 1] })!.Id.ShouldBe(1);
        _bed.Client.Mutations.Find(new() { Status = MutationStatus.Pending })!.Id.ShouldBe(1);
    }

    [Fact]
    public void Events_tell_the_life_of_a_mutation_with_the_state_after_each()
    {
        var events = new List<string>();
        _bed.Client.Mutations.Subscribe(change =>
            events.Add($"{change.Mutation.Id} {change.Type} {change.Action} {change.State.Status} {change.State.FailureCount} {change.Observer is not null}"));
        var observer = _bed.Observe(new(_bed.Failing(10, times: 1)) { Retry = 1, RetryDelay = TimeSpan.FromMilliseconds(5), GcTime = TimeSpan.FromMilliseconds(30) });
        _bed.Mutate(observer, "a");
        observer.SetOptions(new(_bed.Answer(10)));
        _bed.Advance(25);
        observer.Reset();
        _bed.Advance(300_000);

        events.ShouldBe(
        [
            "1 Added None Idle 0 False", "1 ObserverAdded None Idle 0 True", "1 Updated Pending Pending 0 False",
            "1 ObserverOptionsUpdated None Pending 0 True", "1 Updated Failed Pending 1 False", "1 Updated Success Success 0 False",
            "1 ObserverRemoved None Success 0 True", "1 Removed None Success 0 False",
        ]);
    }

    [Fact]
    public void Batch_holds_events_back_and_drops_none()
    {
        var events = 0;
        _bed.Client.Mutations.Subscribe(_ => events++);

        _bed.Scheduler.Run(() => _bed.Client.Batch(() =>
        {
            _ = _bed.Client.MutateAsync(new MutationDefinition<string, string, string>(_bed.Answer(10)), "a");
            events.ShouldBe(0);
        }));

        events.ShouldBe(2);
    }

    [Fact]
    public void Listener_that_left_hears_nothing_more()
    {
        var events = 0;
        var subscription = _bed.Client.Mutations.Subscribe(_ => events++);
        subscription.Dispose();

        _bed.Mutate(new(_bed.Answer(10)), "a");

        events.ShouldBe(0);
    }

    private IEnumerable<int> Ids(MutationFilter filter) => _bed.Client.Mutations.FindAll(filter).Select(mutation => mutation.Id);
}
