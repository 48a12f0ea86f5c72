namespace Cadre.Query.Tests;

public sealed class MutationCollectionTests
{
    private readonly MutationBed _bed = new();

    private int Count => _bed.Client.Mutations.FindAll().Count;

    [Fact]
    public void Finished_mutation_is_collected_its_gc_time_after_its_observer_left()
    {
        var observer = _bed.Observe(Definition(50));
        _bed.Mutate(observer, "a");
        _bed.Advance(210);
        Count.ShouldBe(1);

        observer.Reset();
        _bed.Advance(49);
        Count.ShouldBe(1);
        _bed.Advance(1);

        Count.ShouldBe(0);
    }

    [Fact]
    public void Without_a_gc_time_it_is_kept_for_five_minutes()
    {
        _bed.Mutate(new(_bed.Answer(10)), "a");

        _bed.Advance(299_999);
        Count.ShouldBe(1);
        _bed.Advance(1);

        Count.ShouldBe(0);
    }

    [Theory]
    [InlineData(30, 100, 120)]
    [InlineData(4, 10, 12)]
    [InlineData(0, 10, 10)]
    public void Pending_mutation_is_looked_at_again_every_gc_time(int gcTime, int duration, int collectedAt)
    {
        _bed.Mutate(new(_bed.Answer(duration)) { GcTime = TimeSpan.FromMilliseconds(gcTime) }, "a");

        if (collectedAt > duration)
        {
            _bed.Advance(collectedAt - 1);
            Count.ShouldBe(1);
            _bed.Advance(1);
        }
        else _bed.Advance(collectedAt);

        Count.ShouldBe(0);
    }

    [Fact]
    public void Pending_mutation_whose_time_has_come_needs_no_timer()
    {
        _bed.Mutate(new((_, _) => new TaskCompletionSource<string>().Task) { GcTime = TimeSpan.Zero }, "a");

        _bed.Advance(1);

        Count.ShouldBe(1);
        _bed.Scheduler.Clock.ArmedTimers.ShouldBe(0);
    }

    [Fact]
    public void Observer_that_comes_back_keeps_it()
    {
        var observer = _bed.Observe(Definition(20));
        var first = _bed.Listen(observer);
        _bed.Mutate(observer, "a");
        _bed.Advance(10);
        first.Dispose();
        _bed.Advance(10);
        var second = _bed.Listen(observer);
        _bed.Advance(50);
        Count.ShouldBe(1);

        second.Dispose();
        _bed.Advance(20);

        Count.ShouldBe(0);
    }

    [Fact]
    public void Observer_that_comes_back_to_a_collected_mutation_shows_its_end_and_does_not_bring_it_back()
    {
        var observer = _bed.Observe(Definition(20));
        _bed.Listen(observer).Dispose();
        _bed.Mutate(observer, "a");
        _bed.Listen(observer).Dispose();
        _bed.Advance(100);
        Count.ShouldBe(0);
        var removed = 0;
        _bed.Client.Mutations.Subscribe(change => removed += change.Type == MutationCacheEventType.Removed ? 1 : 0);

        _bed.Listen(observer).Dispose();
        _bed.Advance(100);

        observer.CurrentResult.IsSuccess.ShouldBeTrue();
        removed.ShouldBe(0);
    }

    [Fact]
    public void Longest_gc_time_it_was_given_counts()
    {
        var observer = _bed.Observe(Definition(20));
        _bed.Mutate(observer, "a");
        observer.SetOptions(Definition(50));
        observer.SetOptions(Definition(5));
        _bed.Advance(10);
        observer.Reset();

        _bed.Advance(49);
        Count.ShouldBe(1);
        _bed.Advance(1);

        Count.ShouldBe(0);
    }

    [Fact]
    public void Endless_gc_time_keeps_it_for_ever()
    {
        _bed.Mutate(new(_bed.Answer(10)) { GcTime = Timeout.InfiniteTimeSpan }, "a");

        _bed.Advance((long)TimeSpan.FromDays(300).TotalMilliseconds);

        Count.ShouldBe(1);
    }

    private MutationDefinition<string, string, string> Definition(int gcTime) => new(_bed.Answer(10)) { GcTime = TimeSpan.FromMilliseconds(gcTime) };
}
