using Cadre.Query;

namespace Cadre.Conformance.Query;

/// <summary>An observer of a list of queries.</summary>
internal sealed class ListObserver : ObserverInWorld
{
    private readonly QueryListObserver<object?, object?> _observer;

    public ListObserver(World world, ClientInWorld client, Spec step) : base(world, client, step.Needed("id")) => _observer = new(client.Client, Queries(step));

    public void SetQueries(Spec step) => _observer.SetQueries(Queries(step));

    public override Dictionary<string, object?> Current() => new() { ["list"] = List(_observer.CurrentResults, $"obs:{Id}") };

    public override void Destroy() => _observer.Dispose();

    protected override IDisposable SubscribeTo(string channel) =>
        _observer.Subscribe(results => World.Emit(channel, "results", ("list", List(results, channel))));

    private List<object?> List(IReadOnlyList<QueryResult<object?>> results, string place) => [.. results.Select((result, i) => Fields(result, $"{place}[{i}]"))];

    private List<ObservedQuery<object?, object?>> Queries(Spec step)
    {
        if (step.Has("combine")) throw new ScenarioException("a list observer has no combine");
        return [.. step.List("queries").Select((query, i) => Query(Spec.Of(query), i))];
    }

    private ObservedQuery<object?, object?> Query(Spec query, int index)
    {
        if (World.KindOf(query["key"]) != World.Plain) throw new ScenarioException("a list observer of pages");
        var options = query.Object("opt");
        return new(World.Plain.Definition(query["key"], options, Client.Name), World.Plain.Select(options, $"{Id}.{index}"));
    }
}
