using Cadre.Query;
using Cadre.Query.Testing;

namespace Guide;

/// <summary>A client of a fake server in virtual time.</summary>
public abstract class GuideTest : IDisposable
{
    protected GuideTest()
    {
        Api = new FakeFleet(Scheduler.Time);
        Client = Scheduler.CreateClient();
        Queries = new FleetQueries(Api);
        Mutations = new FleetMutations(Api);
    }

    protected TestScheduler Scheduler { get; } = new();

    protected FakeFleet Api { get; }

    protected QueryClient Client { get; }

    protected FleetQueries Queries { get; }

    protected FleetMutations Mutations { get; }

    public void Dispose()
    {
        GC.SuppressFinalize(this);
        Scheduler.Run(Client.Dispose);
    }

    /// <summary>Runs what a snippet does, and lets the server answer all of it.</summary>
    protected async Task Play(Func<Task> snippet, int seconds = 10)
    {
        var playing = Scheduler.RunAsync(snippet);
        for (var step = 0; step < seconds * 100 && !playing.IsCompleted; step++) Scheduler.Advance(10);
        playing.IsCompleted.ShouldBeTrue("the snippet did not end in the time it has");
        await playing;
    }
}
