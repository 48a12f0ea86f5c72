using Cadre.TestKit;

namespace Cadre.Query.Tests;

public sealed class ThreadTests : IDisposable
{
    private const int Threads = 4;

    private readonly QueryClient _client = new();

    public void Dispose() => _client.Dispose();

    [Fact]
    public async Task Functional_updates_of_all_threads_are_kept()
    {
        const int each = 20_000;
        var counter = new QueryDefinition<int>(["counter"]);
        _client.SetData(counter, 0);

        await OnAllThreads(_ =>
        {
            for (var i = 0; i < each; i++) _client.UpdateData(counter, static count => count + 1);
        });

        _client.GetData(counter).ShouldBe(Threads * each);
        _client.GetState(counter)!.DataUpdateCount.ShouldBe((Threads * each) + 1);
    }

    [Fact]
    public async Task Cold_queries_are_fetched_once_each_and_everybody_gets_the_answer()
    {
        const int keys = 200;
        var calls = 0;
        var queries = Enumerable.Range(0, keys).Select(id => new QueryDefinition<int>(["cold", id], async _ =>
        {
            Interlocked.Increment(ref calls);
            await Task.Yield();
            return id;
        }) { StaleTime = StaleTime.Infinite }).ToArray();
        var answers = new Task<int>[Threads][];

        await OnAllThreads(thread => answers[thread] = Array.ConvertAll(queries, query => _client.FetchAsync(query)));

        foreach (var mine in answers)
            (await Task.WhenAll(mine).Within("all answers")).ShouldBe(Enumerable.Range(0, keys));
        calls.ShouldBe(keys);
    }

    [Fact]
    public async Task Listener_never_sees_an_older_value_after_a_newer_one()
    {
        var counter = new QueryDefinition<int>(["counter"]);
        _client.SetData(counter, 0);
        using var observer = new QueryObserver<int>(_client, counter with { Enabled = false });
        var (last, backwards, told) = (0, 0, 0);
        using var subscription = observer.Subscribe(result =>
        {
            if (result.Data < last) backwards++;
            last = result.Data;
            told++;
        });

        await OnAllThreads(_ =>
        {
            for (var i = 0; i < 5000; i++) _client.UpdateData(counter, static count => count + 1);
        });
        await Patience.Until(() => _client.Turns.IsQuiet, "the last delivery");

        (backwards, last, told).ShouldBe((0, Threads * 5000, Threads * 5000));
    }

    [Fact]
    public async Task Listeners_may_wait_for_threads_that_use_the_client()
    {
        var watched = new QueryDefinition<int>(["watched"]);
        var other = new QueryDefinition<int>(["other"]);
        _client.SetData(watched, 0);
        _client.SetData(other, 0);
        using var observer = new QueryObserver<int>(_client, watched with { Enabled = false });
        var late = 0;
        using var subscription = observer.Subscribe(_ =>
        {
            using var done = new ManualResetEventSlim();
            var thread = new Thread(() =>
            {
                _client.UpdateData(other, static count => count + 1);
                _client.InvalidateAsync(other.Key).GetAwaiter().GetResult();
                done.Set();
            });
            thread.Start();
            if (!done.Wait(Patience.Deadline)) late++;
            thread.Join();
        });

        await OnAllThreads(_ =>
        {
            for (var i = 0; i < 20; i++) _client.UpdateData(watched, static count => count + 1);
        });
        await Patience.Until(() => _client.Turns.IsQuiet, "the last delivery");

        late.ShouldBe(0);
        _client.GetData(other).ShouldBe(Threads * 20);
    }

    [Fact]
    public async Task Observers_that_come_and_go_leave_nothing()
    {
        var query = new QueryDefinition<int>(["a"], _ => Task.FromResult(1)) { StaleTime = TimeSpan.FromMinutes(1), RefetchInterval = TimeSpan.FromMinutes(1) };

        await OnAllThreads(_ =>
        {
            for (var i = 0; i < 2000; i++)
            {
                using var observer = new QueryObserver<int>(_client, query);
                using var subscription = observer.Subscribe(static _ => { });
            }
        });
        await Patience.Until(() => _client.Turns.IsQuiet && _client.CountFetching() == 0, "the last delivery");

        _client.Queries.Find(query.Key)!.ObserverCount.ShouldBe(0);
        _client.Timers.Armed.ShouldBe(1, "the collection of the query alone");
    }

    [Fact]
    public async Task Callers_that_leave_while_others_come_never_end_the_others()
    {
        var query = new QueryDefinition<int>(["a"], async context =>
        {
            await Task.Delay(TimeSpan.FromMilliseconds(1), TimeProvider.System, context.CancellationToken);
            return 1;
        });
        var failed = 0;

        await Task.WhenAll(Enumerable.Range(0, Threads).Select(thread => Task.Run(async () =>
        {
            for (var i = 0; i < 300; i++)
            {
                using var leave = new CancellationTokenSource();
                var leaving = _client.FetchAsync(query, leave.Token);
                var staying = _client.FetchAsync(query);
                await leave.CancelAsync();
                if (await staying != 1) Interlocked.Increment(ref failed);
                await leaving.ContinueWith(static _ => { }, TaskScheduler.Default);
            }
        }))).Within("all callers");

        failed.ShouldBe(0);
    }

    [Fact]
    public async Task Client_that_is_disposed_at_work_lets_nobody_wait_for_ever()
    {
        var started = 0;
        var working = OnAllThreads(thread =>
        {
            try
            {
                for (var i = 0; ; i++)
                {
                    var query = new QueryDefinition<int>(["n", i % 20], async context =>
                    {
                        await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, context.CancellationToken);
                        return 1;
                    });
                    var answer = _client.FetchAsync(query);
                    Interlocked.Increment(ref started);
                    if (i % 20 == 19) Should.Throw<OperationCanceledException>(() => answer.GetAwaiter().GetResult());
                }
            }
            catch (ObjectDisposedException)
            {
            }
        });
        await Patience.Until(() => Volatile.Read(ref started) >= Threads * 20, "all threads wait");

        _client.Dispose();

        await working;
    }

    private static Task OnAllThreads(Action<int> work) =>
        Task.WhenAll(Enumerable.Range(0, Threads).Select(thread =>
            Task.Factory.StartNew(() => work(thread), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default))).Within("all threads");
}
