using Cadre.Fleet;
using Cadre.Live;
using Cadre.Live.Tests.Faults;
using Cadre.Query;

namespace Cadre.Client.Tests.Endurance;

/// <summary>A client that follows a fleet and acts on it at random, and that looks at everything it is shown.</summary>
internal sealed class RandomClient : IAsyncDisposable
{
    private readonly int _seed;
    private readonly Random _random;
    private readonly Lock _gate = new();
    private readonly List<string> _violations = [];
    private readonly List<IDisposable> _watching = [];
    private readonly List<Task> _actions = [];
    private int _succeeded;
    private int _refused;

    public RandomClient(int number, int seed, Uri address, Func<bool> mischief)
    {
        (Number, _seed, _random) = (number, seed, new Random(seed));
        Store = new FleetStore(new CadreOptions
        {
            Url = address.ToString(),
            Stream = options => Impatient(options, mischief),
            Retry = new RetryOptions { Attempts = 6, AttemptTimeout = TimeSpan.FromSeconds(2), Backoff = new Backoff(TimeSpan.FromMilliseconds(20), TimeSpan.FromMilliseconds(500)) },
            AppliedTimeout = TimeSpan.FromSeconds(1),
            Unhandled = error => Violation(error.ToString()),
        });
        Watch(Store.Queries.State, at => at.Cursor);
        Watch(Store.Queries.Agents(), page => page.Cursor);
        Watch(Store.Queries.Agents(new AgentFilter { Status = AgentStatus.Blocked }), page => page.Cursor);
        Watch(Store.Queries.Tasks(), page => page.Cursor);
        Watch(Store.Queries.Task(new TaskId(1 + number % 7)), at => at.Cursor);
        Watch(Store.Queries.Predictions, page => page.Cursor);
        Store.Connect();
    }

    public int Number { get; }

    public FleetStore Store { get; }

    public string[] Violations
    {
        get
        {
            lock (_gate) return [.. _violations];
        }
    }

    public string Summary => $"client {Number} ({Store.Stream.State.Transport}): {_succeeded} actions done, {_refused} refused or lost; {Store.Stream.Counts}";

    public void Act(IReadOnlyList<string> agents, int tasks)
    {
        var (agent, other) = (Any(agents), Any(agents));
        var (task, blocker) = (new TaskId(1 + _random.Next(tasks)), new TaskId(1 + _random.Next(tasks)));
        var (client, actions) = (Store.Client, Store.Actions);
        _actions.Add(CountAsync(_random.Next(7) switch
        {
            0 => client.MutateAsync(actions.AutoResolve, agent),
            1 => client.MutateAsync(actions.Assign, new Assignment(task, agent)),
            2 => client.MutateAsync(actions.Reallocate, new Reallocation(task, other, agent)),
            3 => client.MutateAsync(actions.Complete, task),
            4 => client.MutateAsync(actions.Block, new Blocking(task, [blocker])),
            5 => client.MutateAsync(actions.Unblock, task),
            _ => client.MutateAsync(actions.Retire, agent),
        }));
    }

    public Task WhenActionsEndAsync() => Task.WhenAll(_actions);

    /// <summary>Where the cache differs from the hub; null: nowhere.</summary>
    public string? Difference(FleetState hub)
    {
        if (Store.Client.CountMutating() > 0) return "mutations are pending";
        if (Store.State is not { } at) return "there is no state";
        var (agents, blocked, tasks) = (Store.Queries.Agents(), Store.Queries.Agents(new AgentFilter { Status = AgentStatus.Blocked }), Store.Queries.Tasks());
        if (FleetText.Of(at.State) != FleetText.Of(hub)) return $"the state is at {at.Cursor}";
        if (FleetText.Of(Items(agents)) != FleetText.Of(hub.Agents)) return "the list of agents";
        if (FleetText.Of(Items(blocked)) != FleetText.Of(hub.Agents.Where(agent => agent.Status == AgentStatus.Blocked))) return "the list of blocked agents";
        if (FleetText.Of(Items(tasks)) != FleetText.Of(hub.Tasks)) return "the list of tasks";
        foreach (var agent in hub.Agents)
            if (Store.Client.GetData(Store.Queries.Agent(agent.Id)) is { } shown && FleetText.Of(shown.State) != FleetText.Of(agent)) return $"agent {agent.Id}";
        foreach (var task in hub.Tasks)
            if (Store.Client.GetData(Store.Queries.Task(task.Id)) is { } shown && FleetText.Of(shown.State) != FleetText.Of(task)) return $"task {task.Id}";
        return null;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var watching in _watching) watching.Dispose();
        await Store.DisposeAsync();
    }

    private IEnumerable<T>? Items<T>(QueryDefinition<HubPage<T>> list) => Store.Client.GetData(list)?.Items;

    private AgentId Any(IReadOnlyList<string> agents) => AgentId.Parse(agents[_random.Next(agents.Count)]);

    private LiveStreamOptions Impatient(LiveStreamOptions options, Func<bool> mischief)
    {
        ITransport[] transports = [.. options.Transports.Select((transport, index) => new MischievousTransport(transport, _seed + index, mischief))];
        return options with
        {
            Transports = (Number % 4) switch { 0 => transports, var only => [transports[only - 1]] },
            Backoff = new Backoff(TimeSpan.FromMilliseconds(20), TimeSpan.FromMilliseconds(500)),
            OpenTimeout = TimeSpan.FromSeconds(1.5),
            Silence = TimeSpan.FromSeconds(2),
            PollInterval = TimeSpan.FromMilliseconds(200),
        };
    }

    private async Task CountAsync(Task action)
    {
        try
        {
            await action;
            Interlocked.Increment(ref _succeeded);
        }
        catch (Exception error) when (error is HubException or HttpRequestException or TimeoutException)
        {
            Interlocked.Increment(ref _refused);
        }
        catch (Exception error)
        {
            Violation(error.ToString());
        }
    }

    /// <summary>Within an epoch nothing that is shown may go back, and no epoch may come back.</summary>
    private void Watch<T>(QueryDefinition<T> query, Func<T, StreamCursor> cursor)
    {
        var observer = Store.Client.Observe(query);
        StreamCursor? last = null;
        var over = new HashSet<string>();
        _watching.Add(observer.Subscribe(result =>
        {
            if (result.Data is not { } data) return;
            var now = cursor(data);
            lock (_gate)
            {
                if (last is { } before && before.Epoch == now.Epoch && now.Sequence < before.Sequence) _violations.Add($"client {Number}: {query.Key} went back from {before} to {now}");
                if (over.Contains(now.Epoch)) _violations.Add($"client {Number}: {query.Key} went back to the epoch {now.Epoch}");
                if (last is { } ended && ended.Epoch != now.Epoch) over.Add(ended.Epoch);
                last = now;
            }
        }));
        _watching.Add(observer);
    }

    private void Violation(string what)
    {
        lock (_gate) _violations.Add($"client {Number}: {what}");
    }
}
