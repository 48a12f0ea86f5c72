using System.Collections.Immutable;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Cadre.Fleet;

namespace Cadre.Dashboard.Components.Work;

/// <summary>The part of the dependencies that is drawn. Immutable.</summary>
/// <param name="Nodes">The tasks.</param>
/// <param name="Edges">What waits for what.</param>
/// <param name="LeftOut">How many tasks with dependencies are not in it.</param>
public sealed record GraphDrawing(ImmutableArray<DrawnTask> Nodes, ImmutableArray<DrawnWait> Edges, int LeftOut)
{
    internal const int MostNodes = 150;
    private const int LongestTitle = 60;

    // It stands in an attribute, which is encoded once more.
    private static readonly JsonWriterOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    internal static GraphDrawing Of(WorkGraph graph)
    {
        var waits = WaitGraph.Of(graph);
        var chosen = Choose(waits);
        var steps = Steps(waits.Longest);
        var circles = waits.Cycles.SelectMany(static cycle => Steps([cycle[0], .. cycle.Skip(1).Reverse(), cycle[0]])).ToHashSet();
        var (onLongest, onCircle) = (waits.Longest.Length > 1 ? waits.Longest.ToHashSet() : [], waits.Cycles.SelectMany(static cycle => cycle).ToHashSet());
        return new GraphDrawing(
            [.. chosen.Order().Select(id => new DrawnTask(id, Short(waits.Nodes[id].Title), waits.Nodes[id].Status, onCircle.Contains(id) ? "cycle" : onLongest.Contains(id) ? "critical" : ""))],
            [.. from blocker in chosen.Order()
                from task in waits.Dependents.GetValueOrDefault(blocker, []).Where(chosen.Contains).Order()
                select new DrawnWait(blocker, task, circles.Contains((blocker, task)) ? "cycle" : steps.Contains((blocker, task)) ? "critical" : "")],
            waits.Dependents.Keys.Union(waits.Blockers.Keys).Count() - chosen.Count);
    }

    /// <summary>As the script in the page reads it.</summary>
    internal string Json()
    {
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes, Plain))
        {
            json.WriteStartObject();
            json.WriteStartArray("nodes");
            foreach (var node in Nodes) Write(json, node.Id, node.Title, node.Status, node.Mark);
            json.WriteEndArray();
            json.WriteStartArray("edges");
            foreach (var edge in Edges) Write(json, edge.Blocker, null, null, edge.Mark, edge.Task);
            json.WriteEndArray();
            json.WriteEndObject();
        }
        return Encoding.UTF8.GetString(bytes.ToArray());
    }

    private static void Write(Utf8JsonWriter json, long id, string? title, string? status, string mark, long? to = null)
    {
        json.WriteStartArray();
        json.WriteNumberValue(id);
        if (to is { } task) json.WriteNumberValue(task);
        if (title is not null) json.WriteStringValue(title);
        if (status is not null) json.WriteStringValue(status);
        json.WriteStringValue(mark);
        json.WriteEndArray();
    }

    // Circles first, then the longest chain, then what holds up most; each with what it hangs together with, so that no piece is torn.
    private static HashSet<long> Choose(WaitGraph waits)
    {
        var chosen = new HashSet<long>();
        var seeds = waits.Cycles.SelectMany(static cycle => cycle)
            .Concat(waits.Longest.Length > 1 ? waits.Longest : [])
            .Concat(waits.Dependents.OrderByDescending(static entry => entry.Value.Count).ThenBy(static entry => entry.Key).Select(static entry => entry.Key));
        foreach (var seed in seeds)
        {
            var queue = new Queue<long>([seed]);
            while (queue.TryDequeue(out var id))
            {
                if (chosen.Count == MostNodes) return chosen;
                if (!chosen.Add(id)) continue;
                foreach (var near in waits.Dependents.GetValueOrDefault(id, []).Concat(waits.Blockers.GetValueOrDefault(id, []))) queue.Enqueue(near);
            }
        }
        return chosen;
    }

    private static HashSet<(long, long)> Steps(ImmutableArray<long> row) => [.. row.Zip(row.Skip(1))];

    private static string Short(string title) => title.Length <= LongestTitle ? title : string.Concat(title.AsSpan(0, char.IsHighSurrogate(title[LongestTitle - 1]) ? LongestTitle - 1 : LongestTitle), "…");
}

/// <summary>A task in the drawing.</summary>
/// <param name="Id">Its number.</param>
/// <param name="Title">Its title, cut.</param>
/// <param name="Status">The name of its status.</param>
/// <param name="Mark"><c>critical</c> on the longest chain, <c>cycle</c> in a circle, else empty.</param>
public sealed record DrawnTask(long Id, string Title, string Status, string Mark);

/// <summary>An arrow in the drawing.</summary>
/// <param name="Blocker">The task that comes first.</param>
/// <param name="Task">The task that waits for it.</param>
/// <param name="Mark"><c>critical</c> on the longest chain, <c>cycle</c> in a circle, else empty.</param>
public sealed record DrawnWait(long Blocker, long Task, string Mark);
