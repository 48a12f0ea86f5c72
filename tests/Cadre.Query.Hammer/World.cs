using System.Collections.Concurrent;

namespace Cadre.Query.Hammer;

/// <summary>One round's client, its server, and all that is under way.</summary>
internal sealed class World
{
    public const int Things = 24;
    public const int Counters = 4;
    public const int Scopes = 3;

    private readonly ConcurrentDictionary<Task, string> _calls = new();
    private readonly int[] _inScope = new int[Scopes];
    private long _callsSoFar;
    private int _inListeners;

    public World(TimeProvider time, int seed, Faults faults)
    {
        Faults = faults;
        Server = new Server(time, seed);
        Client = new QueryClient(new QueryClientOptions
        {
            TimeProvider = time,
            Focus = Focus,
            Online = Online,
            UnhandledError = OnUnhandled,
            Queries = new QueryOptions { GcTime = TimeSpan.FromMilliseconds(3), RetryDelay = TimeSpan.FromMilliseconds(1), Retry = 2 },
            Mutations = new MutationOptions { GcTime = TimeSpan.FromMilliseconds(3), RetryDelay = TimeSpan.FromMilliseconds(1) },
        });
        Catalogue = new Catalogue(Server, this);
    }

    public QueryClient Client { get; }

    public Server Server { get; }

    public Faults Faults { get; }

    public FocusManager Focus { get; } = new();

    public OnlineManager Online { get; } = new();

    public Catalogue Catalogue { get; }

    /// <summary>Those who watch, until an operation or the end of the round disposes them.</summary>
    public ConcurrentDictionary<IDisposable, Watch?> Watching { get; } = new();

    /// <summary>How often each counter was raised.</summary>
    public long[] Raised { get; } = new long[Counters];

    public bool IsDisposed { get; set; }

    /// <summary>Cancelled when the round ends.</summary>
    public required CancellationToken Ending { get; init; }

    public long CallsSoFar => Interlocked.Read(ref _callsSoFar);

    public int CallsUnderWay => _calls.Count;

    /// <summary>Remembers a call until it ends, and judges its error.</summary>
    public void Expect(string what, Func<Task> call)
    {
        Interlocked.Increment(ref _callsSoFar);
        Task task;
        try
        {
            task = call();
        }
        catch (ObjectDisposedException) when (IsDisposed)
        {
            return;
        }
        if (task.IsCompletedSuccessfully) return;
        var judged = JudgeAsync(what, task);
        _calls[judged] = what;
        if (judged.IsCompleted) _calls.TryRemove(judged, out _);
        else _ = judged.ContinueWith(static (ended, calls) => ((ConcurrentDictionary<Task, string>)calls!).TryRemove(ended, out _), _calls, TaskScheduler.Default);
    }

    /// <summary>Calls a listener's work, which must be the only one at that time.</summary>
    public void InListener(Action work)
    {
        Faults.Unless(Interlocked.Increment(ref _inListeners) == 1, "two listeners were called at the same time");
        try
        {
            work();
        }
        finally
        {
            Interlocked.Decrement(ref _inListeners);
        }
    }

    /// <summary>Runs the function of a mutation, which must be the only one of its scope at that time.</summary>
    public async Task<T> InScopeAsync<T>(int? scope, Func<Task<T>> function)
    {
        if (scope is not { } number) return await function();
        Faults.Unless(Interlocked.Increment(ref _inScope[number]) == 1, $"two mutations of scope {number} ran at the same time");
        try
        {
            return await function();
        }
        finally
        {
            Interlocked.Decrement(ref _inScope[number]);
        }
    }

    public string Describe()
    {
        var calls = string.Join(", ", _calls.Values.GroupBy(what => what).Select(group => $"{group.Key} x{group.Count()}"));
        var queries = string.Join(Environment.NewLine, Client.Queries.FindAll().Take(30).Select(query =>
            $"  {query.Key}: {query.State.Status}, {query.State.FetchStatus}, {query.ObserverCount} observers"));
        var mutations = string.Join(Environment.NewLine, Client.Mutations.FindAll().Take(30).Select(mutation =>
            $"  mutation {mutation.Id}: {mutation.State.Status}{(mutation.State.IsPaused ? ", paused" : "")}, scope {mutation.Options.Scope ?? "none"}"));
        return $"calls under way: {calls}{Environment.NewLine}{Client.Turns}{Environment.NewLine}{Client.Timers}{Environment.NewLine}{queries}{Environment.NewLine}{mutations}";
    }

    private async Task JudgeAsync(string what, Task task)
    {
        try
        {
            await task;
        }
        catch (Exception error)
        {
            if (!IsExpected(error)) Faults.Add($"{what} failed with {error}");
        }
    }

    private void OnUnhandled(Exception error)
    {
        if (!IsExpected(error)) Faults.Add($"unhandled: {error}");
    }

    private bool IsExpected(Exception error) => error switch
    {
        Sabotage or OperationCanceledException or NoDataException or MissingFunctionException => true,
        InvalidOperationException { Message: "The function answered null instead of a task." or "The page function answered null instead of a task." } => true,
        ObjectDisposedException => IsDisposed,
        _ => false,
    };
}
