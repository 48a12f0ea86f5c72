using Cadre.Query;

namespace Cadre.Conformance.Query;

/// <summary>A streamed query function as the scenario scripts it.</summary>
internal sealed class ScriptedStream(World world, string name, Spec spec, string client)
{
    private int _calls;

    public QueryFunction<object?> Function() => StreamedQuery.Of(Chunks, Initial(), Add(), Refetch());

    private object? Initial() => spec.Has("reducer") ? Json.Copy(spec["initialValue"]) : new List<object?>();

    private Func<object?, object?, object?> Add() => spec.Text("reducer") switch
    {
        null => static (list, chunk) => (List<object?>)[.. Script.List(list), chunk],
        "sum" or "join" => Script.Plus,
        var reducer => throw new ScenarioException($"there is no reducer '{reducer}'"),
    };

    private StreamRefetch Refetch() => spec.Text("refetchMode") is { } mode ? Enum.Parse<StreamRefetch>(mode, ignoreCase: true) : StreamRefetch.Reset;

    private async IAsyncEnumerable<object?> Chunks(QueryContext context)
    {
        var number = ++_calls;
        var channel = $"fn:{world.KeyName(context.Key, client)}";
        world.Emit(channel, "call", ("fn", name), ("n", (double)number));
        var chunks = spec.List("chunks");
        var script = chunks is [IReadOnlyList<object?>, ..] ? Script.List(chunks[Math.Min(number, chunks.Count) - 1]) : chunks;
        using var aborted = spec.Says("signal") ? context.CancellationToken.Register(() => world.Emit(channel, "abort", ("n", (double)number))) : default;
        foreach (var chunk in script.Select(Spec.Of))
        {
            if (chunk.Number("after") is { } delay) await Task.Delay(TimeSpan.FromMilliseconds(delay), world.Scheduler.Time);
            if (chunk.Text("error") is { } message) throw new ScriptedException(message);
            yield return Json.Copy(chunk["value"]);
        }
    }
}
