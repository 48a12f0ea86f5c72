using System.Runtime.CompilerServices;
using Cadre.Query;

namespace Cadre.Conformance.Query;

/// <summary>A client of a scenario, its caches traced.</summary>
internal sealed class ClientInWorld
{
    private readonly World _world;
    private readonly ConditionalWeakTable<CachedMutation, string> _channels = [];

    public ClientInWorld(World world, string name, Spec config)
    {
        _world = world;
        Name = name;
        Prefix = name == World.Main ? "" : name + "/";
        Client = new(world.Scheduler.Options(new()
        {
            Queries = world.Plain.Defaults(config.Object("queries"), name),
            Mutations = world.MutationOptions.Read(config.Object("mutations"), $"mut:{Prefix}default"),
            Hydrate = HydrationSteps.Options(world, config.Object("hydrate"), name, $"mut:{Prefix}hydrate"),
            IsServer = world.Scenario.IsServer,
            StrictParity = true,
            Mounted = !config.Has("mount") || config.Says("mount"),
            QueryCallbacks = config.Says("cacheCallbacks") ? QueryCallbacks() : new(),
            MutationCallbacks = MutationCallbacks(config),
            UnhandledError = error => world.Emit("unhandled", "rejection", ("error", ErrorText.Of(error))),
        }));
        Client.Queries.Subscribe(Trace);
        Client.Mutations.Subscribe(Trace);
    }

    public QueryClient Client { get; }

    public string Name { get; }

    public string Prefix { get; }

    private QueryCacheCallbacks QueryCallbacks() => new()
    {
        OnSuccess = (data, query) => Note(query, "onSuccess", data, null),
        OnError = (error, query) => Note(query, "onError", Nothing.Value, error),
        OnSettled = (data, error, query) => Note(query, "onSettled", Shown.OrNothing(data), error),
    };

    private void Note(CachedQuery query, string callback, object? data, Exception? error) =>
        _world.Emit($"qcb:{_world.KeyName(query.Key, Name)}", "cb", ("name", callback), ("data", data), ("error", ErrorText.Of(error)));

    private MutationCacheCallbacks MutationCallbacks(Spec config)
    {
        var all = config.Says("cacheCallbacks") && !config.Has("mutationCache");
        object? Of(string name) => all ? true : config.Object("mutationCache")[name];
        return new()
        {
            OnMutate = Of("onMutate") is var begun and not Nothing ? (variables, mutation) => Call(mutation, "onMutate", begun, new() { Variables = variables }) : null,
            OnSuccess = Of("onSuccess") is var success and not Nothing
                ? (data, variables, context, mutation) => Call(mutation, "onSuccess", success, new() { Data = data, Variables = variables, Context = Shown.OrNothing(context) })
                : null,
            OnError = Of("onError") is var failure and not Nothing
                ? (error, variables, context, mutation) => Call(mutation, "onError", failure, new() { Error = error, Variables = variables, Context = Shown.OrNothing(context) })
                : null,
            OnSettled = Of("onSettled") is var settled and not Nothing
                ? (data, error, variables, context, mutation) => Call(mutation, "onSettled", settled, new()
                {
                    Data = Shown.OrNothing(data),
                    Error = error,
                    Variables = variables,
                    Context = Shown.OrNothing(context),
                })
                : null,
        };
    }

    private async ValueTask Call(CachedMutation mutation, string name, object? spec, CallbackFrame frame) =>
        await _world.Callbacks.Scripted(ChannelOf(mutation), $"cache.{name}", spec)(frame);

    private string ChannelOf(CachedMutation mutation) => _channels.TryGetValue(mutation, out var channel) ? channel : $"mut:{Prefix}#{mutation.Id}";

    private void Trace(QueryCacheEvent e)
    {
        var channel = $"qc:{_world.KeyName(e.Query.Key, Name)}";
        switch (e.Type)
        {
            case QueryCacheEventType.Added or QueryCacheEventType.Removed:
                _world.Emit(channel, Shown.Name(e.Type));
                break;
            case QueryCacheEventType.Updated:
                _world.Emit(channel, "updated", ("action", Shown.Name(e.Action)), ("status", Shown.Name(e.State.Status)), ("fetch", Shown.Name(e.State.FetchStatus)));
                break;
            case QueryCacheEventType.ObserverAdded or QueryCacheEventType.ObserverRemoved:
                _world.Emit(channel, Shown.Name(e.Type), ("observers", (double)e.ObserverCount));
                break;
            default:
                break;
        }
    }

    private void Trace(MutationCacheEvent e)
    {
        if (e.Type == MutationCacheEventType.ObserverAdded) Remember(e);
        if (e.Type == MutationCacheEventType.ObserverOptionsUpdated) return;
        var channel = $"mc:{Prefix}{e.Mutation.Id}";
        if (e.Type == MutationCacheEventType.Updated)
            _world.Emit(channel, "updated", ("action", Shown.Name(e.Action)), ("status", Shown.Name(e.State.Status)), ("paused", Shown.Truth(e.State.IsPaused)));
        else _world.Emit(channel, Shown.Name(e.Type));
    }

    private void Remember(MutationCacheEvent e)
    {
        foreach (var mutation in _world.Mutations.Values)
        {
            if (ReferenceEquals(mutation.Observer, e.Observer)) _channels.AddOrUpdate(e.Mutation, mutation.Channel);
        }
    }
}
