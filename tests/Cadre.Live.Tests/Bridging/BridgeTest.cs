using Cadre.Query;
using Cadre.Query.Testing;

namespace Cadre.Live.Tests.Bridging;

/// <summary>A bridge into a cache in virtual time.</summary>
public abstract class BridgeTest : IDisposable
{
    private LiveBridge? _bridge;

    protected BridgeTest()
    {
        Client = Scheduler.CreateClient();
        Table = new BridgeTable()
            .On("agent.updated", AgentJson.Default.Agent, on => on
                .Set(agent => Server.Detail(agent.Id), agent => agent)
                .Patch(Server.List, (list, agent) => [.. list.Select(other => other.Id == agent.Id && other.Version < agent.Version ? agent : other)])
                .Invalidate(["conflicts", "predictions"]))
            .On("agent.retired", AgentJson.Default.AgentEvent, on => on
                .Remove(e => ["agents", "detail", e.Id])
                .PatchAll<IReadOnlyList<Agent>>(["agents", "list"], (list, e) => [.. list.Where(agent => agent.Id != e.Id)]))
            .Ignore("noise");
    }

    private protected TestScheduler Scheduler { get; } = new();

    private protected QueryClient Client { get; }

    private protected AgentServer Server { get; } = new();

    private protected BridgeTable Table { get; set; }

    private protected List<string> Reports { get; } = [];

    private protected LiveBridge Bridge => _bridge ??= new LiveBridge(Client, Table, new LiveBridgeOptions
    {
        TimeProvider = Scheduler.Time,
        UnknownType = e => Reports.Add($"unknown {e.Type}"),
        Unreadable = (e, _) => Reports.Add($"unreadable {e?.Cursor}"),
        Unhandled = error => Reports.Add(error.Message),
    });

    public void Dispose()
    {
        GC.SuppressFinalize(this);
        Scheduler.Run(Client.Dispose);
    }

    private protected static LiveEvent Updated(long sequence, string id, string status, long version) =>
        Event(sequence, "agent.updated", $$"""{"id":"{{id}}","status":"{{status}}","version":{{version}}}""");

    private protected static LiveEvent Event(long sequence, string type, string data = "{}", string epoch = Make.Epoch) =>
        Make.Event(sequence, type, data, epoch).Event!;

    private protected void Apply(params LiveEvent[] events)
    {
        Scheduler.Run(() => Bridge.Apply(events));
        Scheduler.Settle();
    }

    private protected void Answer(QueryKey key, object data)
    {
        Scheduler.Run(() => Server.Answer(key, data));
        Scheduler.Settle();
    }

    private protected QueryObserver<TData, TData> Watch<TData>(QueryDefinition<TData> query, Action<TData>? seen = null)
    {
        var observer = new QueryObserver<TData, TData>(Client, query, static data => data);
        Scheduler.Run(() => observer.Subscribe(result =>
        {
            if (result is { IsSuccess: true, Data: { } data }) seen?.Invoke(data);
        }));
        Scheduler.Settle();
        return observer;
    }
}
