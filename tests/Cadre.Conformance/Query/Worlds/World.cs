using Cadre.Query;
using Cadre.Query.Testing;

namespace Cadre.Conformance.Query;

/// <summary>Everything there is while one scenario runs: the virtual time, the clients, what observes them, and the trace so far.</summary>
internal sealed class World
{
    public const string Main = "main";

    private readonly List<TraceEvent> _events = [];
    private readonly Dictionary<string, Delegate> _functions = new(StringComparer.Ordinal);
    private readonly IReadOnlySet<string> _infiniteKeys;
    private int _step;
    private int _labels;
    private bool _closed;

    public World(Scenario scenario)
    {
        Scenario = scenario;
        _infiniteKeys = InfiniteKeys.In(scenario);
        Keys = new Keys();
        Promises = new Promises(this);
        Functions = new ScriptedFunctions(this);
        Callbacks = new Callbacks(this);
        QueryOptions = new QueryOptionReader(this);
        MutationOptions = new MutationOptionReader(this);
        Plain = new DataKind<object?>(this, static value => value);
        Pages = new PagesKind(this);
    }

    public Scenario Scenario { get; }
    public TestScheduler Scheduler { get; } = new();
    public Flags Flags { get; } = new();
    public Keys Keys { get; }
    public References References { get; } = new();
    public Promises Promises { get; }
    public ScriptedFunctions Functions { get; }
    public Callbacks Callbacks { get; }
    public QueryOptionReader QueryOptions { get; }
    public MutationOptionReader MutationOptions { get; }
    public DataKind<object?> Plain { get; }
    public PagesKind Pages { get; }
    public Dictionary<string, ClientInWorld> Clients { get; } = new(StringComparer.Ordinal);
    public Dictionary<string, ObserverInWorld> Observers { get; } = new(StringComparer.Ordinal);
    public Dictionary<string, MutationInWorld> Mutations { get; } = new(StringComparer.Ordinal);
    public Dictionary<string, DehydratedState> Dehydrated { get; } = new(StringComparer.Ordinal);
    public Dictionary<string, object?> Captures { get; } = new(StringComparer.Ordinal);

    /// <summary>What was wrong with the scenario, where the library would have swallowed it.</summary>
    public ScenarioException? Fault { get; private set; }

    public long Now => Scheduler.Now;

    public Trace Trace => new(Scenario.Name, _events);

    public void BeginStep(int index)
    {
        _step = index;
        _labels = 0;
    }

    /// <summary>Ends the trace: what comes later is cleaning up.</summary>
    public void Close() => _closed = true;

    public void Emit(string channel, string kind, Dictionary<string, object?>? fields = null)
    {
        if (!_closed) _events.Add(TraceEvent.Of(_step, Now, channel, kind, fields ?? []));
    }

    public void Emit(string channel, string kind, params ReadOnlySpan<(string, object?)> fields) => Emit(channel, kind, Shown.Fields(fields));

    public void Probe(string kind, params ReadOnlySpan<(string, object?)> fields) => Emit("probe", kind, fields);

    public void Probe(string kind, Dictionary<string, object?> fields) => Emit("probe", kind, fields);

    /// <summary>Executes a step.</summary>
    /// <returns>What a callback can wait for, if the step starts something asynchronous.</returns>
    public Task? Execute(Spec step, CallbackFrame? frame = null)
    {
        var name = step.Needed("do");
        try
        {
            return StepTable.Named(name)(this, step, frame);
        }
        catch (ScenarioException e)
        {
            Fault ??= e;
            throw;
        }
        catch (Exception e)
        {
            Probe("throw", ("do", name), ("error", ErrorText.Of(e)));
            return null;
        }
    }

    /// <summary>The label of what the step starts: given, or made of the step's name and index.</summary>
    public string LabelOf(Spec step) => step.Text("as") ?? $"{step.Needed("do")}@{_step}{(_labels++ == 0 ? "" : $".{_labels}")}";

    /// <summary>Equal names are the same function object for the whole scenario: the library compares functions.</summary>
    public TFunction Function<TFunction>(string name, Func<TFunction> make) where TFunction : Delegate
    {
        if (!_functions.TryGetValue(name, out var made)) _functions[name] = made = make();
        return (TFunction)made;
    }

    public ClientInWorld ClientOf(Spec step) => Client(step.Text("client") ?? Main);

    public ClientInWorld Client(string name) => Clients.TryGetValue(name, out var client) ? client : throw new ScenarioException($"there is no client '{name}'");

    public ObserverInWorld ObserverOf(Spec step) =>
        Observers.TryGetValue(step.Needed("id"), out var observer) ? observer : throw new ScenarioException($"there is no observer '{step["id"]}'");

    public MutationInWorld MutationOf(Spec step) =>
        Mutations.TryGetValue(step.Needed("id"), out var mutation) ? mutation : throw new ScenarioException($"there is no mutation '{step["id"]}'");

    /// <summary>How the data of this key are typed.</summary>
    public DataKind KindOf(object? key) => _infiniteKeys.Contains(CanonicalJson.Of(key)) ? Pages : Plain;

    public bool HasPages => _infiniteKeys.Count > 0;

    public string KeyName(QueryKey key, string client) => (client == Main ? "" : client + "/") + Keys.Canonical(key);
}
