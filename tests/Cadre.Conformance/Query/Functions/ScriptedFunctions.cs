using Cadre.Query;

namespace Cadre.Conformance.Query;

/// <summary>Query and mutation functions as the scenario scripts them.</summary>
internal sealed class ScriptedFunctions(World world)
{
    private const string SkipName = "skip";

    private readonly Dictionary<string, int> _calls = new(StringComparer.Ordinal);

    public QueryFunction<TData> Query<TData>(string name, string client, Func<object?, TData> typed)
    {
        if (name == SkipName) return QueryDefinition<TData>.Skip;
        return world.Function<QueryFunction<TData>>($"fn|{typeof(TData)}|{client}|{name}", () =>
        {
            var spec = world.Scenario.QueryFunction(name);
            if (spec.Has("stream")) return (QueryFunction<TData>)(object)new ScriptedStream(world, name, spec.Object("stream"), client).Function();
            return context => Typed(Answer(name, spec, client, context), typed);
        });
    }

    /// <returns>Null for the one that is skipped on purpose.</returns>
    public PageFunction<object?, object?>? Page(string name, string client) => name == SkipName ? null :
        world.Function<PageFunction<object?, object?>>($"page|{client}|{name}", () =>
        {
            var spec = world.Scenario.QueryFunction(name);
            return context => Answer(name, spec, client, context, context.PageParam, Shown.Direction(context.Direction));
        });

    public MutationFunction<object?, object?> Mutation(string name, string channel) => world.Function<MutationFunction<object?, object?>>($"mfn|{channel}|{name}", () =>
    {
        var spec = world.Scenario.MutationFunction(name);
        return (variables, context) =>
        {
            var (number, outcome) = Next($"m:{name}", spec);
            world.Emit(channel, "fn", ("fn", name), ("n", (double)number), ("vars", variables), ("meta", context.Meta ?? (object)Nothing.Value));
            return Begin(outcome, new Call(number, world.Now) { Variables = variables }).Task;
        };
    });

    private static async Task<TData> Typed<TData>(Task<object?> answer, Func<object?, TData> typed) =>
        await answer is var value and not Nothing ? typed(value) : throw new NoDataException();

    private Task<object?> Answer(string name, Spec spec, string client, QueryContext context) => Answer(name, spec, client, context, Nothing.Value, Nothing.Value);

    private Task<object?> Answer(string name, Spec spec, string client, QueryContext context, object? param, object? direction)
    {
        var key = world.KeyName(context.Key, client);
        var (number, outcome) = Next($"{name}|{key}", spec);
        world.Emit($"fn:{key}", "call", ("fn", name), ("n", (double)number), ("param", param), ("dir", direction), ("meta", context.Meta ?? (object)Nothing.Value));
        var mode = outcome.Has("signal") ? outcome["signal"] : spec["signal"];
        var cancellation = mode is true or string ? context.CancellationToken : default(CancellationToken?);
        foreach (var step in spec.List("do")) world.Execute(Spec.Of(step));
        var answer = Begin(outcome, new Call(number, world.Now) { Key = world.Keys.Parts(context.Key), PageParam = param });
        if (cancellation is { } token) answer.OnAbort(() => Abort(answer, key, number, stops: mode is true), token);
        return answer.Task;
    }

    private void Abort(ScriptedAnswer answer, string key, int number, bool stops)
    {
        world.Emit($"fn:{key}", "abort", ("n", (double)number));
        if (stops) answer.Cancel(new ScriptedException("aborted"));
    }

    private ScriptedAnswer Begin(Spec outcome, Call call)
    {
        if (outcome.Text("throw") is { } message) throw new ScriptedException(message);
        return new(outcome, () => Value(outcome, call), world.Scheduler.Time);
    }

    private object? Value(Spec outcome, Call call)
    {
        if (outcome.Text("make") is { } name) return Answers.Named(name, outcome["arg"], call with { Now = world.Now }, world.Flags);
        return outcome.Says("nothing") ? Nothing.Value : Json.Copy(outcome["value"]);
    }

    /// <summary>The number of the call and what it answers; the last outcome of a script repeats.</summary>
    private (int Number, Spec Outcome) Next(string counter, Spec spec)
    {
        var number = _calls[counter] = _calls.GetValueOrDefault(counter) + 1;
        var script = spec.List("script");
        return (number, script.Count == 0 ? Spec.Empty : Spec.Of(script[Math.Min(number, script.Count) - 1]));
    }
}
