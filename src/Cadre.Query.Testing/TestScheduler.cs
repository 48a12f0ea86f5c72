namespace Cadre.Query.Testing;

/// <summary>Runs clients in virtual time, on the thread of the test and in one order: the same test always does the same.</summary>
/// <remarks>
/// Make clients with <see cref="CreateClient"/>, call them inside <see cref="Run(Action)"/> or <see cref="RunAsync{T}"/>, and move time with
/// <see cref="Advance(TimeSpan)"/>. For one thread only; what other threads post waits until the test runs it.
/// </remarks>
public sealed class TestScheduler
{
    private readonly QueuedContext _context = new();
    private bool _advancing;

    /// <summary>Makes a scheduler.</summary>
    /// <param name="start">What its clock shows first; by default a thousand seconds after the Unix epoch.</param>
    public TestScheduler(DateTimeOffset? start = null) => Clock = new TestClock(start);

    /// <summary>The clock. Functions of the test that wait should wait on it.</summary>
    public TestClock Clock { get; }

    /// <summary>The clock, as what libraries ask for.</summary>
    public TimeProvider Time => Clock;

    /// <summary>What the clock shows, in Unix milliseconds.</summary>
    public long Now => Clock.GetUtcNow().ToUnixTimeMilliseconds();

    /// <summary>Whether somebody looks, for all clients of this scheduler.</summary>
    public FocusManager Focus { get; } = new();

    /// <summary>Whether there is a network, for all clients of this scheduler.</summary>
    public OnlineManager Online { get; } = new();

    /// <summary>Options of a client that lives in this scheduler: its time, its order, its focus and its network.</summary>
    /// <param name="basis">All other options; null for the defaults.</param>
    public QueryClientOptions Options(QueryClientOptions? basis = null) => (basis ?? new QueryClientOptions()) with
    {
        TimeProvider = Clock,
        ContinueOnCapturedContext = true,
        Focus = Focus,
        Online = Online,
    };

    /// <summary>Makes a client that lives in this scheduler.</summary>
    public QueryClient CreateClient(QueryClientOptions? basis = null) => new(Options(basis));

    /// <summary>Runs something now, and leaves its continuations for <see cref="Settle"/>.</summary>
    public void Run(Action action)
    {
        ArgumentNullException.ThrowIfNull(action);
        using (_context.Enter()) action();
    }

    /// <summary>Runs something now, and leaves its continuations for <see cref="Settle"/>.</summary>
    public T Run<T>(Func<T> function)
    {
        ArgumentNullException.ThrowIfNull(function);
        using (_context.Enter()) return function();
    }

    /// <summary>Starts something asynchronous and settles: what needs no time is complete then.</summary>
    public Task<T> RunAsync<T>(Func<Task<T>> start)
    {
        var task = Run(start);
        Settle();
        return task;
    }

    /// <summary>Starts something asynchronous and settles: what needs no time is complete then.</summary>
    public Task RunAsync(Func<Task> start)
    {
        var task = Run(start);
        Settle();
        return task;
    }

    /// <summary>Runs all continuations and all timers that are due now, until there are none.</summary>
    /// <exception cref="InvalidOperationException">There is no end of them.</exception>
    public void Settle() => Advance(TimeSpan.Zero);

    /// <summary>Lets time pass: settles, then runs timer after timer at its time, each followed by all continuations.</summary>
    /// <exception cref="InvalidOperationException">There is no end of them, or this was called from one of them.</exception>
    public void Advance(long milliseconds) => Advance(TimeSpan.FromMilliseconds(milliseconds));

    /// <inheritdoc cref="Advance(long)"/>
    public void Advance(TimeSpan time)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(time.Ticks);
        if (_advancing) throw new InvalidOperationException("Time moves already: do not call this from what it runs.");
        _advancing = true;
        try
        {
            using (_context.Enter()) AdvanceTo(Clock.GetTimestamp() + time.Ticks);
        }
        finally
        {
            _advancing = false;
        }
    }

    private void AdvanceTo(long end)
    {
        _context.RunAll();
        for (var guard = new Runaway("timers"); Clock.TryRunNext(end);)
        {
            guard.Count();
            _context.RunAll();
        }
        Clock.MoveTo(end);
    }
}
