using Cadre.Query;

namespace Cadre.Conformance.Query;

/// <summary>A mutation observer of a scenario, and who listens to it.</summary>
internal sealed class MutationInWorld
{
    private readonly World _world;
    private readonly string _id;
    private readonly Dictionary<string, IDisposable> _subscriptions = new(StringComparer.Ordinal);
    private Spec _options;

    public MutationInWorld(World world, ClientInWorld client, Spec step)
    {
        _world = world;
        _id = step.Needed("id");
        _options = step.Object("opt");
        Observer = new(client.Client, world.MutationOptions.Read(_options, Channel));
    }

    public MutationObserver<object?, object?, object?> Observer { get; }

    public string Channel => $"mut:{_id}";

    public void Subscribe(string listener)
    {
        var channel = listener == _id ? Channel : $"{Channel}/{listener}";
        _subscriptions[listener] = Observer.Subscribe(result => _world.Emit(channel, "result", Shown.Mutation(result)));
    }

    public void Unsubscribe(string listener)
    {
        if (_subscriptions.Remove(listener, out var subscription)) subscription.Dispose();
    }

    public void SetOptions(Spec step)
    {
        var merged = _options.With(step.Object("opt")).Copied();
        foreach (var name in step.List("unset")) merged.Remove(Script.Text(name));
        _options = new(merged);
        Observer.SetOptions(_world.MutationOptions.Read(_options, Channel));
    }

    public Task<object?> Mutate(Spec step) => Observer.MutateAsync(Json.Copy(step["vars"]), CallCallbacks(step["callbacks"]));

    private MutateCallbacks<object?, object?, object?>? CallCallbacks(object? spec)
    {
        if (spec is not (true or IReadOnlyDictionary<string, object?>)) return null;
        var (success, error, settled) = (Callback("onSuccess", spec), Callback("onError", spec), Callback("onSettled", spec));
        return new()
        {
            OnSuccess = success is null ? null : (data, variables, context) =>
                Forget(success(new() { Data = data, Variables = variables, Context = Shown.OrNothing(context) })),
            OnError = error is null ? null : (failure, variables, context) =>
                Forget(error(new() { Error = failure, Variables = variables, Context = Shown.OrNothing(context) })),
            OnSettled = settled is null ? null : (data, failure, variables, context) =>
                Forget(settled(new() { Data = Shown.OrNothing(data), Error = failure, Variables = variables, Context = Shown.OrNothing(context) })),
        };
    }

    private ScriptedCallback? Callback(string name, object? spec)
    {
        if (spec is true) return _world.Callbacks.Scripted(Channel, $"mutate.{name}", true);
        return Spec.Of(spec).Has(name) ? _world.Callbacks.Scripted(Channel, $"mutate.{name}", Spec.Of(spec)[name]) : null;
    }

    /// <summary>Nobody waits for callbacks of a call; what fails in one later is nobody's.</summary>
    private void Forget(ValueTask<object?> callback)
    {
        if (callback.IsCompleted) callback.GetAwaiter().GetResult();
        else _ = Observed(callback);
    }

    private async Task Observed(ValueTask<object?> callback)
    {
        try
        {
            await callback;
        }
        catch (Exception e)
        {
            _world.Emit("unhandled", "rejection", ("error", ErrorText.Of(e)));
        }
    }
}
