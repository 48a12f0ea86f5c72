using Cadre.Query;

namespace Cadre.Bench.Query;

/// <summary>Many callers of a query that is not there yet.</summary>
internal static class FetchMeasures
{
    private const int Callers = 1_000;
    private const int Keys = 200;
    private const int Threads = 4;

    public static IEnumerable<Figure> Run(Measurement measurement)
    {
        var fetches = 0;
        var runs = 0;
        var cost = measurement.Measure(() =>
        {
            using var client = new QueryClient();
            var answer = new TaskCompletionSource<SampleAgent>(TaskCreationOptions.RunContinuationsAsynchronously);
            var query = SampleAgent.Query("agent-1") with
            {
                Fetch = _ =>
                {
                    fetches++;
                    return answer.Task;
                },
            };
            var callers = new Task<SampleAgent>[Callers];
            for (var i = 0; i < Callers; i++) callers[i] = client.FetchAsync(query);
            answer.SetResult(SampleAgent.Make(1));
            Task.WhenAll(callers).GetAwaiter().GetResult();
            runs++;
        }, 1);
        yield return new("1,000 callers of one cold query, all of it", cost.Microseconds, "us");
        yield return new("1,000 callers of one cold query: fetches", (double)fetches / runs, "");
        yield return new("200 cold queries, 4 threads each: fetches", FetchesOfThreads(), "");
    }

    private static int FetchesOfThreads()
    {
        using var client = new QueryClient();
        using var together = new Barrier(Threads);
        var fetches = 0;
        var callers = Enumerable.Range(0, Threads).Select(_ => new Thread(() =>
        {
            for (var key = 0; key < Keys; key++)
            {
                var query = SampleAgent.Query(SampleAgent.Make(key).Id) with
                {
                    StaleTime = StaleTime.Infinite,
                    Fetch = async context =>
                    {
                        Interlocked.Increment(ref fetches);
                        await Task.Yield();
                        return SampleAgent.Make(0);
                    },
                };
                together.SignalAndWait();
                client.FetchAsync(query).GetAwaiter().GetResult();
            }
        })).ToList();
        callers.ForEach(static caller => caller.Start());
        callers.ForEach(static caller => caller.Join());
        return fetches;
    }
}
