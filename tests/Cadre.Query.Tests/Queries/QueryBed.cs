using Cadre.Query.Testing;

namespace Cadre.Query.Tests;

/// <summary>A client in virtual time, functions for its queries, and what nobody else heard of.</summary>
internal sealed class QueryBed
{
    private readonly Dictionary<QueryKey, int> _calls = [];

    public QueryBed(QueryClientOptions? options = null) =>
        Client = Scheduler.CreateClient((options ?? new QueryClientOptions()) with { UnhandledError = Unhandled.Add });

    public static QueryKey Key { get; } = ["a"];

    public TestScheduler Scheduler { get; } = new();

    public QueryClient Client { get; }

    public List<Exception> Unhandled { get; } = [];

    public int CallsOf(QueryKey key) => _calls.GetValueOrDefault(key);

    /// <summary>Answers one value after the other, the last one again and again, each after so many milliseconds.</summary>
    public QueryFunction<T> Answer<T>(int milliseconds, params T[] values) => async context =>
    {
        var call = Count(context);
        await Wait(milliseconds);
        return values[Math.Min(call, values.Length) - 1];
    };

    /// <summary>The same, and stops when it is cancelled.</summary>
    public QueryFunction<T> Stoppable<T>(int milliseconds, T value) => async context =>
    {
        Count(context);
        await Task.Delay(TimeSpan.FromMilliseconds(milliseconds), Scheduler.Time, context.CancellationToken);
        return value;
    };

    public QueryFunction<T> Failing<T>(int milliseconds, int times, T value) => async context =>
    {
        var call = Count(context);
        await Wait(milliseconds);
        return call <= times ? throw new InvalidOperationException($"failure {call}") : value;
    };

    public static QueryDefinition<T> Query<T>(QueryFunction<T> function, QueryKey? key = null) => new(key ?? Key, function);

    public Task<T> Fetch<T>(QueryDefinition<T> query, CancellationToken cancellationToken = default) =>
        Scheduler.RunAsync(() => Client.FetchAsync(query, cancellationToken));

    public void Advance(long milliseconds) => Scheduler.Advance(milliseconds);

    public int Count(QueryContext context) => _calls[context.Key] = _calls.GetValueOrDefault(context.Key) + 1;

    private Task Wait(int milliseconds) =>
        milliseconds == 0 ? Task.CompletedTask : Task.Delay(TimeSpan.FromMilliseconds(milliseconds), Scheduler.Time);
}
