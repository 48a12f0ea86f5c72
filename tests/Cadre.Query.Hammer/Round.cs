namespace Cadre.Query.Hammer;

/// <summary>One client used by many threads at once until they stop, then looked at.</summary>
internal sealed class Round(int number, int seed, int threads, TimeSpan length)
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(30);

    private readonly Faults _faults = new();
    private readonly CancellationTokenSource _stop = new();
    private readonly string[] _doing = new string[threads];
    private long _operations;

    /// <summary>What happened, in a line.</summary>
    public string Report { get; private set; } = "";

    /// <returns>The client, which nobody may keep alive.</returns>
    /// <exception cref="HammerException">Something is wrong.</exception>
    public async Task<WeakReference> RunAsync()
    {
        var isFake = seed % 2 == 0;
        using var clock = new Clock(isFake, seed);
        var world = new World(clock.Time, seed, _faults) { Ending = _stop.Token };
        var workers = Enumerable.Range(0, threads).Select(index => Start($"worker {index}", () => Work(world, index))).ToArray();
        var auditor = Start("auditor", () => Look(world));

        await Task.Delay(length, TimeProvider.System, CancellationToken.None);
        var endsEarly = number % 4 == 3;
        if (endsEarly)
        {
            world.IsDisposed = true;
            world.Client.Dispose();
        }
        await _stop.CancelAsync();
        foreach (var worker in workers.Append(auditor))
            if (!worker.Join(Deadline)) throw await HungAsync(world, $"{worker.Name} does not stop");

        await EndAsync(world);
        if (!endsEarly) await CompareAsync(world);
        await LeaveAsync(world);
        Audit.AtTheEnd(world);
        if (!endsEarly) world.Client.Dispose();
        if (_faults.Any) throw new HammerException(_faults.ToString());
        Report = $"{_operations} operations, {world.CallsSoFar} calls, {world.Server.Calls} questions, {(isFake ? "fake" : "real")} time{(endsEarly ? ", disposed while at work" : "")}";
        _stop.Dispose();
        return new WeakReference(world.Client);
    }

    private void Work(World world, int index)
    {
        var random = new Random(unchecked((seed * 397) + index));
        while (!_stop.IsCancellationRequested && !_faults.Any)
        {
            _doing[index] = Operations.Perform(world, random);
            Interlocked.Increment(ref _operations);
        }
    }

    private void Look(World world)
    {
        while (!_stop.IsCancellationRequested)
        {
            if (!world.IsDisposed) Audit.During(world);
            _stop.Token.WaitHandle.WaitOne(3);
        }
    }

    /// <summary>Lets the world be kind again, and waits for all that is under way.</summary>
    private async Task EndAsync(World world)
    {
        world.Server.IsCalm = true;
        world.Online.IsOnline = true;
        world.Focus.SetFocused(true);
        foreach (var watcher in world.Watching.Keys) watcher.Dispose();
        await UntilAsync(world, "all calls have ended", () =>
        {
            // Some questions are never answered; what they were asked for may ask again.
            world.Expect("the last cancel", () => world.Client.CancelAsync());
            foreach (var watcher in world.Watching.Keys) watcher.Dispose();
            return world.CallsUnderWay == 0 && world.Client.CountMutating() == 0;
        });
    }

    /// <summary>Nothing was lost, and the end is the server's truth.</summary>
    private async Task CompareAsync(World world)
    {
        for (var i = 0; i < World.Counters; i++)
        {
            var count = world.Client.GetData(world.Catalogue.Counters[i]);
            _faults.Unless(count == world.Raised[i], $"counter {i} is {count} after {world.Raised[i]} updates");
        }
        foreach (var definition in world.Catalogue.Facts)
        {
            var fetching = world.Client.FetchAsync(definition with { StaleTime = TimeSpan.Zero });
            await UntilAsync(world, "a last fetch has ended", () => fetching.IsCompleted);
            var fact = await fetching;
            _faults.Unless(fact.Version == world.Server.VersionOf(fact.Id), $"the end of {definition.Key} is {fact.Version}, the server has {world.Server.VersionOf(fact.Id)}");
        }
    }

    /// <summary>Forgets what is kept for ever, and waits until the rest is collected.</summary>
    private async Task LeaveAsync(World world)
    {
        foreach (var counter in world.Catalogue.Counters) world.Client.Remove(counter.Key);
        await UntilAsync(world, "everything is collected", () =>
            world.Client.Queries.Count == 0 && world.Client.Mutations.FindAll().Count == 0 && world.Client.Turns.IsQuiet && world.Client.Timers.Armed == 0);
    }

    private async Task UntilAsync(World world, string what, Func<bool> holds)
    {
        using var deadline = new CancellationTokenSource(Deadline, TimeProvider.System);
        while (!holds())
        {
            if (deadline.IsCancellationRequested) throw await HungAsync(world, $"waited {Deadline.TotalSeconds} s until {what}");
            await Task.Delay(TimeSpan.FromMilliseconds(2), TimeProvider.System, CancellationToken.None);
        }
    }

    private async Task<HammerException> HungAsync(World world, string what)
    {
        var doing = string.Join(", ", _doing.Select((name, index) => $"{index}: {name}"));
        var description = Task.Run(world.Describe);
        await Task.WhenAny(description, Task.Delay(TimeSpan.FromSeconds(5), TimeProvider.System, CancellationToken.None));
        var state = description.IsCompletedSuccessfully ? await description : "the client's lock is held: its state cannot be read";
        return new HammerException($"{what}{Environment.NewLine}last done by workers: {doing}{Environment.NewLine}{state}{Environment.NewLine}{_faults}");
    }

    private Thread Start(string name, Action work)
    {
        var thread = new Thread(() =>
        {
            try
            {
                work();
            }
            catch (Exception error)
            {
                _faults.Add($"{name} failed with {error}");
            }
        }) { IsBackground = true, Name = name };
        thread.Start();
        return thread;
    }
}
