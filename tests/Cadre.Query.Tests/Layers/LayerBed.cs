using Cadre.Query.Testing;

namespace Cadre.Query.Tests;

/// <summary>A server with one list, a query of it, mutations that add to it, and what an observer was shown.</summary>
internal sealed class LayerBed
{
    public LayerBed()
    {
        Client = Scheduler.CreateClient(new() { UnhandledError = error => Unhandled.Add(error) });
        Tasks = new(["tasks"], async _ =>
        {
            var answer = Server;
            await Wait(FetchTime);
            return answer;
        });
    }

    public TestScheduler Scheduler { get; } = new();

    public QueryClient Client { get; }

    /// <summary>What the server has, as text of items in a row.</summary>
    public string Server { get; set; } = "a";

    public int FetchTime { get; set; } = 10;

    public QueryDefinition<string> Tasks { get; }

    public List<Exception> Unhandled { get; } = [];

    public string? Shown => Client.GetData(Tasks);

    public string? Truth => ((QueryState<string>?)Client.Queries.Find(Tasks.Key)?.BaseState)?.Data;

    /// <summary>Shows an item more at once; the server has it after so many milliseconds.</summary>
    public MutationDefinition<string, string> Add(int milliseconds, bool fails = false) => new(async (item, _) =>
    {
        await Wait(milliseconds);
        if (fails) throw new InvalidOperationException(item);
        return Server += item;
    })
    {
        Optimistic = [Layer.On(Tasks, static (string data, string item) => data + item)],
    };

    /// <summary>Everything that an observer is shown from now on.</summary>
    public List<string?> Watch(QueryDefinition<string>? query = null)
    {
        var shown = new List<string?>();
        var observer = new QueryObserver<string>(Client, (query ?? Tasks) with { StaleTime = StaleTime.Infinite });
        Scheduler.Run(() => observer.Subscribe(result =>
        {
            if (shown.Count == 0 || shown[^1] != result.Data) shown.Add(result.Data);
        }));
        Scheduler.Settle();
        return shown;
    }

    public Task<string> Mutate(MutationDefinition<string, string> definition, string item) => Scheduler.RunAsync(() => Client.MutateAsync(definition, item));

    public void Refetch() => Scheduler.RunAsync(() => Client.InvalidateAsync(new QueryFilter { Key = Tasks.Key }));

    public void Do(Action action)
    {
        Scheduler.Run(action);
        Scheduler.Settle();
    }

    public async Task Wait(int milliseconds) => await Task.Delay(TimeSpan.FromMilliseconds(milliseconds), Scheduler.Time);
}
