namespace Cadre.Conformance.Query;

/// <summary>A callback as the scenario scripts it. It is synchronous when nothing in it waits.</summary>
internal delegate ValueTask<object?> ScriptedCallback(CallbackFrame frame);

/// <summary>The callbacks of mutations, of single calls and of the mutation cache.</summary>
internal sealed class Callbacks(World world)
{
    /// <param name="channel">Where its calls are noted.</param>
    /// <param name="name">The name under which they are noted.</param>
    /// <param name="spec">True to note them only, or what it does.</param>
    public ScriptedCallback Scripted(string channel, string name, object? spec) =>
        world.Function<ScriptedCallback>($"cb|{channel}|{name}|{CanonicalJson.Of(spec)}", () => frame => Call(channel, name, Spec.Of(spec), frame with { }));

    private ValueTask<object?> Call(string channel, string name, Spec spec, CallbackFrame frame)
    {
        world.Emit(channel, "cb", ("name", name), ("data", frame.Data), ("error", ErrorText.Of(frame.Error)), ("vars", frame.Variables), ("ctx", frame.Context));
        var steps = spec.List("steps").Select(Spec.Of).ToList();
        if (steps.Any(step => step.Says("await")) || spec.Has("after") || spec.Says("async")) return new(Run(spec, steps, frame));
        foreach (var step in steps) Execute(step, frame);
        return new(End(spec, frame));
    }

    private async Task<object?> Run(Spec spec, List<Spec> steps, CallbackFrame frame)
    {
        foreach (var step in steps)
        {
            var started = Execute(step, frame);
            if (!step.Says("await")) continue;
            await (started ?? Task.CompletedTask);
            await Task.Yield();
        }
        if (spec.Number("after") is { } delay) await Task.Delay(TimeSpan.FromMilliseconds(delay), world.Scheduler.Time);
        else await Task.Yield();
        return End(spec, frame);
    }

    private Task? Execute(Spec step, CallbackFrame frame) => world.Execute(Spec.Of(frame.Fill(step.Members)), frame);

    private static object? End(Spec spec, CallbackFrame frame)
    {
        if (spec.Text("throw") is { } message) throw new ScriptedException(message);
        return spec.Has("return") ? frame.Fill(Json.Copy(spec["return"])) : frame.Snapshots ?? (object)Nothing.Value;
    }
}
