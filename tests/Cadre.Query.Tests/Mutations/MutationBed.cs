using Cadre.Query.Testing;

namespace Cadre.Query.Tests;

/// <summary>A client in virtual time, and a log of all that mutations do.</summary>
internal sealed class MutationBed
{
    private readonly Dictionary<string, int> _calls = [];

    public MutationBed(QueryClientOptions? options = null)
    {
        Scheduler = new TestScheduler();
        Client = Scheduler.CreateClient((options ?? new QueryClientOptions()) with { UnhandledError = error => Log.Add($"unhandled {error.Message}") });
    }

    public TestScheduler Scheduler { get; }

    public QueryClient Client { get; }

    public List<string> Log { get; } = [];

    /// <summary>A function that answers after so many milliseconds, and says when it was called.</summary>
    public MutationFunction<string, string> Answer(int milliseconds, string name = "fn") => async (variables, _) =>
    {
        Log.Add($"{name} {variables}");
        await Wait(milliseconds);
        return $"did {variables}";
    };

    /// <summary>A function whose first calls fail.</summary>
    public MutationFunction<string, string> Failing(int milliseconds, int times = int.MaxValue, string name = "fn") => async (variables, _) =>
    {
        Log.Add($"{name} {variables}");
        var call = _calls[name] = _calls.GetValueOrDefault(name) + 1;
        await Wait(milliseconds);
        return call <= times ? throw new InvalidOperationException($"error {call}") : $"did {variables}";
    };

    public MutationObserver<string, string, string> Observe(MutationDefinition<string, string, string> definition) => new(Client, definition);

    public IDisposable Listen(MutationObserver<string, string, string> observer, string name = "result") => observer.Subscribe(result => Log.Add(
        $"{name} {result.Status}{(result.IsPaused ? " paused" : "")}{(result.State.Data.HasValue ? $" {result.State.Data.Value}" : "")}"
        + $"{(result.State.Error is { } error ? $" {error.Message}" : "")}"));

    public Task<string> Mutate(
        MutationObserver<string, string, string> observer, string variables, MutateCallbacks<string, string, string>? callbacks = null) =>
        Scheduler.RunAsync(() => observer.MutateAsync(variables, callbacks));

    public Task<string> Mutate(MutationDefinition<string, string, string> definition, string variables) =>
        Scheduler.RunAsync(() => Client.MutateAsync(definition, variables));

    public void Advance(long milliseconds) => Scheduler.Advance(milliseconds);

    public async Task Wait(int milliseconds) => await Task.Delay(TimeSpan.FromMilliseconds(milliseconds), Scheduler.Time);

    /// <summary>What happened since the last call.</summary>
    public string[] Happened()
    {
        var log = Log.ToArray();
        Log.Clear();
        return log;
    }

    /// <summary>A definition whose callbacks are all logged, and wait as long as they are told.</summary>
    public MutationDefinition<string, string, string> Logged(MutationFunction<string, string> function, int wait = 0, string? context = null) => new(function)
    {
        OnMutate = async (variables, _) =>
        {
            Log.Add($"OnMutate {variables}");
            if (wait > 0) await Wait(wait);
            return context is null ? default : Optional.Of(context);
        },
        OnSuccess = async (data, variables, given, _) =>
        {
            Log.Add($"OnSuccess {data} {variables} {given.OrDefault()}".TrimEnd());
            if (wait > 0) await Wait(wait);
        },
        OnError = async (error, variables, given, _) =>
        {
            Log.Add($"OnError {error.Message} {variables} {given.OrDefault()}".TrimEnd());
            if (wait > 0) await Wait(wait);
        },
        OnSettled = async (data, error, variables, given, _) =>
        {
            Log.Add($"OnSettled {data.OrDefault()}{error?.Message} {variables} {given.OrDefault()}".TrimEnd());
            if (wait > 0) await Wait(wait);
        },
    };

    public MutateCallbacks<string, string, string> Callbacks() => new()
    {
        OnSuccess = (data, variables, _) => Log.Add($"call.OnSuccess {data} {variables}"),
        OnError = (error, variables, _) => Log.Add($"call.OnError {error.Message} {variables}"),
        OnSettled = (data, error, variables, _) => Log.Add($"call.OnSettled {data.OrDefault()}{error?.Message} {variables}"),
    };

    public static MutationCacheCallbacks CacheCallbacks(List<string> log) => new()
    {
        OnMutate = (variables, _) => Note(log, $"cache.OnMutate {variables}"),
        OnSuccess = (data, variables, _, _) => Note(log, $"cache.OnSuccess {data} {variables}"),
        OnError = (error, variables, _, _) => Note(log, $"cache.OnError {error.Message} {variables}"),
        OnSettled = (data, error, variables, _, _) => Note(log, $"cache.OnSettled {data.OrDefault()}{error?.Message} {variables}"),
    };

    private static ValueTask Note(List<string> log, string what)
    {
        log.Add(what);
        return default;
    }
}
