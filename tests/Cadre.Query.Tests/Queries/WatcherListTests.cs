namespace Cadre.Query.Tests.Queries;

public sealed class WatcherListTests
{
    [Theory]
    [InlineData(3)]
    [InlineData(500)]
    public void Watchers_stay_in_the_order_in_which_they_came_whoever_leaves(int count)
    {
        var list = new WatcherList();
        var random = new Random(count);
        var expected = new List<IQueryWatcher>();
        for (var step = 0; step < count * 8; step++)
        {
            // Grows, then shrinks to nothing, twice.
            var grows = step / (count * 2) % 2 == 0;
            if (grows || expected.Count == 0)
            {
                var watcher = new Watcher();
                list.Add(watcher).ShouldBeTrue();
                expected.Add(watcher);
                list.Add(expected[random.Next(expected.Count)]).ShouldBeFalse("it is there already");
            }
            else
            {
                var leaves = expected[random.Next(expected.Count)];
                list.Remove(leaves).ShouldBeTrue();
                expected.Remove(leaves);
                list.Remove(leaves).ShouldBeFalse("it has left");
            }
            list.Count.ShouldBe(expected.Count);
        }
        Present(list.Slots).ShouldBe(expected);
        Present(list.Snapshot).ShouldBe(expected);
    }

    [Fact]
    public void Who_goes_through_the_watchers_meets_nobody_who_left_and_nobody_who_came_since()
    {
        var list = new WatcherList();
        Watcher[] there = [new(), new(), new()];
        foreach (var watcher in there) list.Add(watcher);

        var slots = list.Slots;
        list.Remove(there[1]);
        list.Add(new Watcher());

        Present(slots).ShouldBe([there[0], there[2]]);
    }

    [Fact]
    public void Place_of_thousands_that_came_and_left_is_given_back()
    {
        var list = new WatcherList();
        Watcher[] many = [.. Enumerable.Range(0, 5_000).Select(static _ => new Watcher())];
        foreach (var watcher in many) list.Add(watcher);
        foreach (var watcher in many.Skip(3)) list.Remove(watcher);

        Present(list.Slots).ShouldBe(many.Take(3));
        list.Snapshot.Length.ShouldBeLessThan(16);
    }

    private static List<IQueryWatcher> Present(ReadOnlySpan<IQueryWatcher?> slots)
    {
        var present = new List<IQueryWatcher>();
        foreach (var watcher in slots)
            if (watcher is not null) present.Add(watcher);
        return present;
    }

    private sealed class Watcher : IQueryWatcher
    {
        public bool ShowsStale => false;

        public bool WantsRefetchOnFocus => false;

        public bool WantsRefetchOnReconnect => false;

        public bool IsEnabledFor(CachedQuery query) => true;

        public bool IsStaticFor(CachedQuery query) => false;

        public void Refetch_NeedsLock()
        {
        }

        public void OnQueryUpdate_NeedsLock(ref SharedUpdate shared)
        {
        }
    }
}
