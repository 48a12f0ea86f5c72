using Cadre.Query;

namespace Cadre.Conformance.Query;

/// <summary>Mutation options of scenarios as definitions of the library.</summary>
internal sealed class MutationOptionReader(World world)
{
    /// <param name="options">The options.</param>
    /// <param name="channel">Where calls of their functions are noted.</param>
    public MutationDefinition<object?, object?, object?> Read(Spec options, string channel)
    {
        var definition = new MutationDefinition<object?, object?, object?>();
        foreach (var (name, value) in options.Members) definition = With(definition, name, value, channel);
        return definition;
    }

    private MutationDefinition<object?, object?, object?> With(MutationDefinition<object?, object?, object?> definition, string name, object? value, string channel) => name switch
    {
        "key" => definition with { Key = world.Keys.Of(value) },
        "fn" => definition with { Mutate = world.Functions.Mutation(Script.Text(value), channel) },
        "retry" => definition with { Retry = OptionValues.Retry(world, value) },
        "retryDelay" => definition with { RetryDelay = OptionValues.RetryDelay(world, value) },
        "networkMode" => definition with { NetworkMode = OptionValues.NetworkMode(value) },
        "gcTime" => definition with { GcTime = OptionValues.Time(value) },
        "scope" => definition with { Scope = Script.Text(value) },
        "meta" => definition with { Meta = Spec.Of(Json.Copy(value)).Members },
        "onMutate" => definition with { OnMutate = OnMutate(channel, value) },
        "onSuccess" => definition with { OnSuccess = OnSuccess(channel, value) },
        "onError" => definition with { OnError = OnError(channel, value) },
        "onSettled" => definition with { OnSettled = OnSettled(channel, value) },
        _ => throw new ScenarioException($"the mutation option '{name}' has no counterpart"),
    };

    private Func<object?, MutationContext, ValueTask<Optional<object?>>> OnMutate(string channel, object? spec)
    {
        var callback = world.Callbacks.Scripted(channel, "onMutate", spec);
        return (variables, _) => Context(callback(new() { Variables = variables }));
    }

    private Func<object?, object?, Optional<object?>, MutationContext, ValueTask> OnSuccess(string channel, object? spec)
    {
        var callback = world.Callbacks.Scripted(channel, "onSuccess", spec);
        return (data, variables, context, _) => Done(callback(new() { Data = data, Variables = variables, Context = Shown.OrNothing(context) }));
    }

    private Func<Exception, object?, Optional<object?>, MutationContext, ValueTask> OnError(string channel, object? spec)
    {
        var callback = world.Callbacks.Scripted(channel, "onError", spec);
        return (error, variables, context, _) => Done(callback(new() { Error = error, Variables = variables, Context = Shown.OrNothing(context) }));
    }

    private Func<Optional<object?>, Exception?, object?, Optional<object?>, MutationContext, ValueTask> OnSettled(string channel, object? spec)
    {
        var callback = world.Callbacks.Scripted(channel, "onSettled", spec);
        return (data, error, variables, context, _) =>
            Done(callback(new() { Data = Shown.OrNothing(data), Error = error, Variables = variables, Context = Shown.OrNothing(context) }));
    }

    private static async ValueTask<Optional<object?>> Context(ValueTask<object?> answer) => await answer is var context and not Nothing ? Optional.Of<object?>(context) : default;

    private static async ValueTask Done(ValueTask<object?> answer) => await answer;
}
