using Cadre.Query;

namespace Cadre.Conformance.Query;

/// <inheritdoc/>
internal sealed class SingleObserver<TData> : SingleObserver
{
    private readonly DataKind<TData> _kind;
    private readonly QueryObserver<TData, object?> _observer;
    private object? _key;
    private Spec _options;

    public SingleObserver(
        World world, ClientInWorld client, Spec step, DataKind<TData> kind, Func<QueryDefinition<TData>, Func<TData, object?>, QueryObserver<TData, object?>> make)
        : base(world, client, step.Needed("id"))
    {
        _kind = kind;
        _key = step["key"];
        _options = step.Object("opt");
        _observer = make(Definition(_key, _options), kind.Select(_options, Id));
    }

    public override object? Data => Shown.Data(_observer.CurrentResult);

    public override Dictionary<string, object?> Current() => Fields(_observer.CurrentResult, $"obs:{Id}");

    public override void SetOptions(Spec step)
    {
        if (step.Has("key")) _key = step["key"];
        _options = Merged(step);
        foreach (var name in step.List("unset")) _options = Without(_options, Script.Text(name));
        _observer.SetOptions(Definition(_key, _options), _kind.Select(_options, Id));
    }

    public override QueryResult<object?> Optimistic(Spec step)
    {
        var options = Merged(step);
        return _observer.GetOptimisticResult(Definition(KeyOr(step), options), _kind.Select(options, Id), restoring: step.Text("mode") == "isRestoring");
    }

    public override Task<QueryResult<object?>> Refetch(RefetchOptions options) => _observer.RefetchAsync(options);

    public override Task<QueryResult<object?>> FetchNext(RefetchOptions options) => Infinite().FetchNextPageAsync(options);

    public override Task<QueryResult<object?>> FetchPrevious(RefetchOptions options) => Infinite().FetchPreviousPageAsync(options);

    public override Task<QueryResult<object?>> FetchOptimistic(Spec step) => _observer.FetchOptimisticAsync(Definition(KeyOr(step), Merged(step)));

    public override void Destroy() => _observer.Dispose();

    protected override IDisposable SubscribeTo(string channel) => _observer.Subscribe(result => World.Emit(channel, "result", Fields(result, channel)));

    private InfiniteQueryObserver<object?, object?, object?> Infinite() =>
        (object)_observer as InfiniteQueryObserver<object?, object?, object?> ?? throw new ScenarioException($"observer '{Id}' has no pages");

    private QueryDefinition<TData> Definition(object? key, Spec options) => _kind.Definition(key, options, Client.Name);

    private object? KeyOr(Spec step) => step.Has("key") ? step["key"] : _key;

    private Spec Merged(Spec step) => _options.With(step.Object("opt"));

    private static Spec Without(Spec options, string name)
    {
        var members = options.Copied();
        members.Remove(name);
        return new(members);
    }
}
