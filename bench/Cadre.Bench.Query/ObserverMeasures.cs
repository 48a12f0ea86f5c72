using Cadre.Query;

namespace Cadre.Bench.Query;

/// <summary>An observer that comes, is told that all is there, and goes.</summary>
internal static class ObserverMeasures
{
    private const int Mounts = 1_000;

    public static IEnumerable<Figure> Run(Measurement measurement)
    {
        using var client = new QueryClient();
        foreach (var agent in SampleAgent.Many(Mounts)) client.SetData(SampleAgent.Query(agent.Id), agent);
        var query = SampleAgent.Query("agent-1") with { StaleTime = TimeSpan.FromMinutes(1) };
        return Figure.Of("mount and unmount an observer", measurement.Measure(() =>
        {
            for (var i = 0; i < Mounts; i++)
            {
                using var observer = new QueryObserver<SampleAgent>(client, query);
                using var subscription = observer.Subscribe(static _ => { });
                if (!observer.CurrentResult.IsSuccess) throw new InvalidOperationException("the data is not there");
            }
        }, Mounts));
    }
}
