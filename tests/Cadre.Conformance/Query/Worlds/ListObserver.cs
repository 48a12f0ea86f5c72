using Cadre.Query;

namespace Cadre.Conformance.Query;

/// <summary>An observer of a list of queries.</summary>
internal sealed class ListObserver : ObserverInWorld
{
    private readonly CombinedQueryObserver<object?, object?, object?> _observer;
    private Func<IReadOnlyList<QueryResult<object?>>, object?> _combine;

    public ListObserver(World world, ClientInWorld client, Spec step) : base(world, client, step.Needed("id"))
    {
        _combine = Combine(step) ?? Combines.Everything;
        _observer = new(client.Client, Queries(step), _combine);
    }

    public void SetQueries(Spec step)
    {
        _combine = Combine(step) ?? _combine;
        _observer.SetQueries(Queries(step), _combine);
    }

    public override Dictionary<string, object?> Current() => new() { ["list"] = List(_observer.CurrentResults, $"obs:{Id}") };

    /// <summary>The combined value, as fields of a probe.</summary>
    public Dictionary<string, object?> Combined()
    {
        var value = _observer.Combined;
        return Shown.Fields(("value", value), ("ref", World.References.Number($"combined:{Id}", value)));
    }

    public override void Destroy() => _observer.Dispose();

    protected override IDisposable SubscribeTo(string channel) =>
        _observer.Subscribe(results => World.Emit(channel, "results", ("list", List(results, channel))));

    private List<object?> List(IReadOnlyList<QueryResult<object?>> results, string place) => [.. results.Select((result, i) => Fields(result, $"{place}[{i}]"))];

    private List<ObservedQuery<object?, object?>> Queries(Spec step) => [.. step.List("queries").Select((query, i) => Query(Spec.Of(query), i))];

    private ObservedQuery<object?, object?> Query(Spec query, int index)
    {
        if (World.KindOf(query["key"]) != World.Plain) throw new ScenarioException("a list observer of pages");
        var options = query.Object("opt");
        return new(World.Plain.Definition(query["key"], options, Client.Name), World.Plain.Select(options, $"{Id}.{index}"));
    }

    private Func<IReadOnlyList<QueryResult<object?>>, object?>? Combine(Spec step)
    {
        if (!step.Has("combine")) return null;
        var spec = Spec.OfFunction(step["combine"]);
        return World.Function($"combine|{CanonicalJson.Of(spec.Members)}", () => Combines.Named(spec));
    }
}
