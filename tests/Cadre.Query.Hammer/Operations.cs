namespace Cadre.Query.Hammer;

/// <summary>What threads do to the client, and how often.</summary>
internal static class Operations
{
    private const int MostWatchers = 48;

    private static readonly (int Weight, string Name, Action<World, Random> Do)[] All =
    [
        (20, "observe", Observe),
        (18, "unobserve", (world, random) => Some(world, random)?.Dispose()),
        (6, "change options", ChangeOptions),
        (2, "observe a list", ObserveList),
        (2, "observe pages", ObservePages),
        (2, "observe as a stream", ObserveStream),
        (1, "subscribe to the caches", SubscribeToCaches),
        (30, "raise", (world, random) => Raise(world, random.Next(World.Counters))),
        (10, "read", Read),
        (12, "set", (world, random) => world.Client.SetData(Thing(world, random), new Fact(0, random.Next(100)))),
        (8, "update", (world, random) => world.Client.UpdateData(Thing(world, random), static fact => fact with { Version = fact.Version + 1 })),
        (4, "update many", (world, random) => world.Client.UpdateQueriesData<Fact>(new QueryFilter { Key = ["thing"] }, static fact => fact)),
        (10, "push", (world, random) => Push(world, random.Next(World.Things / 2))),
        (4, "push a change", (world, random) => world.Client.Push(Fact(world, random), static fact => fact)),
        (20, "fetch", (world, random) => world.Expect("fetch", () => world.Client.FetchAsync(Any(world, random)))),
        (15, "fetch and leave", FetchAndLeave),
        (3, "fetch pages", (world, random) => world.Expect("fetch of pages", () => world.Client.FetchAsync(Pick(world.Catalogue.Pages, random)))),
        (4, "ensure", (world, random) => world.Expect("ensure", () => world.Client.EnsureAsync(Any(world, random), random.Next(2) == 0))),
        (3, "prefetch", (world, random) => world.Expect("prefetch", () => world.Client.PrefetchAsync(Any(world, random)))),
        (4, "invalidate", (world, random) => world.Expect("invalidate", () => world.Client.InvalidateAsync(Filter(random), options: Refetch(random)))),
        (4, "refetch", (world, random) => world.Expect("refetch", () => world.Client.RefetchAsync(Filter(random), Refetch(random)))),
        (3, "reset", (world, random) => world.Expect("reset", () => world.Client.ResetAsync(new QueryFilter { Key = ["thing"], Predicate = _ => random.Next(3) == 0 }))),
        (4, "cancel", (world, random) => world.Expect("cancel", () => world.Client.CancelAsync(Filter(random), new CancelOptions(random.Next(4) > 0, random.Next(4) == 0)))),
        (3, "remove", (world, random) => world.Client.Remove(Thing(world, random).Key)),
        (15, "mutate", Mutate),
        (3, "mutate and leave", MutateAndLeave),
        (2, "resume", (world, _) => world.Expect("resume", world.Client.ResumePausedMutationsAsync)),
        (2, "network", (world, random) => world.Online.IsOnline = random.Next(3) > 0),
        (2, "focus", (world, random) => world.Focus.SetFocused(random.Next(3) > 0)),
        (1, "mount", Remount),
        (2, "defaults", (world, random) => world.Client.SetQueryDefaults(["thing", random.Next(3)], new QueryOptions { Retry = random.Next(3) })),
        (3, "batch", (world, random) => world.Client.Batch(() =>
        {
            for (var i = 0; i < 5; i++) Perform(world, random);
        })),
        (2, "count", (world, _) => world.Client.CountMutating()),
    ];

    private static readonly int Total = All.Sum(operation => operation.Weight);

    /// <returns>What was done.</returns>
    public static string Perform(World world, Random random)
    {
        var at = random.Next(Total);
        var next = 0;
        while ((at -= All[next].Weight) >= 0) next++;
        try
        {
            All[next].Do(world, random);
        }
        catch (ObjectDisposedException) when (world.IsDisposed)
        {
            // The round ends with the client.
        }
        catch (Exception error)
        {
            world.Faults.Add($"{All[next].Name} threw {error}");
        }
        return All[next].Name;
    }

    public static void Raise(World world, int counter)
    {
        if (world.IsDisposed) return;
        world.Client.UpdateData(world.Catalogue.Counters[counter], static count => Optional.Of(count.OrDefault() + 1));
        Interlocked.Increment(ref world.Raised[counter]);
    }

    private static void Push(World world, int id) => world.Client.Push(world.Catalogue.Facts[id], world.Server.Change(id));

    private static void Observe(World world, Random random)
    {
        if (world.Watching.Count >= MostWatchers) return;
        if (random.Next(4) == 0) Start(world, new Watch<long>(world, Pick(world.Catalogue.Counters, random), static count => count, random.Next()));
        else if (random.Next(2) == 0) Start(world, new Watch<Fact>(world, Fact(world, random), static fact => fact.Version, random.Next()));
        else Start(world, new Watch<Fact>(world, Thing(world, random), static _ => 0, random.Next()));
    }

    private static void Start<T>(World world, Watch<T> watch)
    {
        watch.Start();
        // Only now: whoever disposed it before its start would not have stopped it.
        world.Watching[watch] = watch;
    }

    private static void ChangeOptions(World world, Random random)
    {
        if (Some(world, random, remove: false) is not Watch<Fact> watch) return;
        var definition = watch.Definition.Version is null ? Thing(world, random) : watch.Definition;
        watch.Observer.SetOptions(definition with { Enabled = random.Next(3) > 0 });
    }

    private static void ObserveList(World world, Random random)
    {
        if (world.Watching.Count >= MostWatchers) return;
        var observer = new QueryListObserver<Fact, Fact>(world.Client, Several(world, random));
        observer.Subscribe(results => world.InListener(() =>
        {
            world.Faults.Unless(results.All(result => result is not null), "a list has a hole");
            if (random.Next(20) == 0) observer.SetQueries(Several(world, random));
        }));
        world.Watching[observer] = null;
    }

    private static void ObservePages(World world, Random random)
    {
        if (world.Watching.Count >= MostWatchers) return;
        var observer = new InfiniteQueryObserver<int, int>(world.Client, Pick(world.Catalogue.Pages, random));
        observer.Subscribe(result => world.InListener(() => world.Faults.Unless(
            result.Data is not { } data || (data.Pages.Count <= 4 && data.Pages.SequenceEqual(data.PageParams)), "pages and their parameters differ")));
        world.Watching[observer] = null;
        world.Expect("next page", () => random.Next(2) == 0 ? observer.FetchNextPageAsync() : observer.FetchPreviousPageAsync());
    }

    private static void ObserveStream(World world, Random random)
    {
        var most = random.Next(1, 4);
        var observer = new QueryObserver<Fact>(world.Client, Fact(world, random));
        world.Expect("stream", async () =>
        {
            await foreach (var result in observer.ResultsAsync(world.Ending))
            {
                if (--most == 0) break;
            }
            observer.Dispose();
        });
    }

    private static void SubscribeToCaches(World world, Random random)
    {
        var seen = new Dictionary<CachedQuery, (int Data, int Errors)>();
        var queries = world.Client.Queries.Subscribe(happened => world.InListener(() => Check(world, seen, happened)));
        var mutations = world.Client.Mutations.Subscribe(_ => world.InListener(static () => { }));
        world.Watching[queries] = null;
        world.Watching[mutations] = null;
    }

    private static void Check(World world, Dictionary<CachedQuery, (int Data, int Errors)> seen, QueryCacheEvent happened)
    {
        var state = happened.State;
        var (key, counts) = (happened.Query.Key, (state.DataUpdateCount, state.ErrorUpdateCount));
        world.Faults.Unless(state.Status != QueryStatus.Success || state.HasData, $"{key} succeeded without data");
        world.Faults.Unless(state.Status != QueryStatus.Pending || !state.HasData, $"{key} is pending with data");
        world.Faults.Unless(state.Status != QueryStatus.Error || state.Error is not null, $"{key} failed without an error");
        // What observers make of a state is told before the state itself.
        if (happened.Type != QueryCacheEventType.Updated) return;
        if (happened.Action != QueryAction.SetState && seen.TryGetValue(happened.Query, out var before))
            world.Faults.Unless(counts.Item1 >= before.Data && counts.Item2 >= before.Errors, $"the counts of {key} went from {before} to {counts}");
        seen[happened.Query] = counts;
    }

    private static void Read(World world, Random random)
    {
        var thing = Any(world, random);
        var state = world.Client.GetState(thing);
        world.Client.TryGetData(thing, out var data);
        world.Faults.Unless(data is null || data.Version >= 0, "data is torn");
        world.Faults.Unless(state is not { HasData: true, Data: null }, "there is data, and it is null");
    }

    private static void FetchAndLeave(World world, Random random)
    {
        var leave = new CancellationTokenSource();
        if (random.Next(10) == 0) leave.Cancel();
        world.Expect("fetch with a token", () => world.Client.FetchAsync(Any(world, random), leave.Token));
        if (random.Next(2) == 0) leave.Cancel();
        else _ = leave.CancelAsync();
    }

    private static void Mutate(World world, Random random)
    {
        var id = random.Next(World.Things);
        if (random.Next(3) > 0)
        {
            world.Expect("mutation", () => world.Client.MutateAsync(Pick(world.Catalogue.Changes, random), id));
            return;
        }
        var observer = new MutationObserver<int, Fact, object?>(world.Client, Pick(world.Catalogue.Changes, random));
        observer.Subscribe(_ => world.InListener(static () => { }));
        world.Expect("observed mutation", () => observer.MutateAsync(id));
        if (random.Next(3) == 0) observer.Reset();
        world.Watching[observer] = null;
    }

    private static void MutateAndLeave(World world, Random random)
    {
        var leave = new CancellationTokenSource();
        // One of a scope that is cancelled lets the next one begin while its function still ends.
        world.Expect("mutation with a token", () => world.Client.MutateAsync(world.Catalogue.Changes[0], random.Next(World.Things), leave.Token));
        leave.Cancel();
    }

    private static void Remount(World world, Random random)
    {
        world.Client.Mount();
        world.Client.Unmount();
    }

    private static IDisposable? Some(World world, Random random, bool remove = true)
    {
        var some = world.Watching.Keys.Skip(random.Next(MostWatchers)).FirstOrDefault();
        if (remove && some is not null) world.Watching.TryRemove(some, out _);
        return some;
    }

    private static ObservedQuery<Fact, Fact>[] Several(World world, Random random) =>
        [.. Enumerable.Range(0, random.Next(6)).Select(_ => ObservedQuery.Of(Any(world, random)))];

    private static QueryDefinition<Fact> Any(World world, Random random) => world.Catalogue.FactOrThing(random.Next(World.Things));

    private static QueryDefinition<Fact> Fact(World world, Random random) => Pick(world.Catalogue.Facts, random);

    private static QueryDefinition<Fact> Thing(World world, Random random) => Pick(world.Catalogue.Things, random);

    private static QueryFilter Filter(Random random) => random.Next(5) switch
    {
        0 => new QueryFilter { Key = ["fact", random.Next(3)] },
        1 => new QueryFilter { Key = ["thing", new Dictionary<string, object?> { ["kind"] = "object" }] },
        2 => new QueryFilter { Key = ["thing"], Type = QueryType.Active },
        3 => new QueryFilter { Stale = true },
        _ => new QueryFilter { Key = ["fact"] },
    };

    private static RefetchOptions Refetch(Random random) => new(random.Next(2) == 0, random.Next(2) == 0);

    private static T Pick<T>(T[] all, Random random) => all[random.Next(all.Length)];
}
