using System.Collections.Immutable;
using System.Text.Json;

namespace Cadre.Fleet;

internal static class WorkGraphJson
{
    private static readonly ValueKind<ImmutableArray<WorkNode>> Nodes = new ValueKind<WorkNode>("a node", ReadNode).List("a list of nodes");
    private static readonly ValueKind<ImmutableArray<WorkEdge>> Edges = new ValueKind<WorkEdge>("an edge", ReadEdge).List("a list of edges");
    private static readonly ValueKind<ImmutableArray<ImmutableArray<string>>> Cycles = Values.Texts.List("a list of circles");

    /// <summary>Reads a graph; members beside it are ignored.</summary>
    public static FleetProblem? Read(JsonElement element, out WorkGraph value)
    {
        var o = new ObjectReader(element);
        value = new()
        {
            Nodes = o.Required("nodes", Nodes),
            Edges = o.Required("edges", Edges),
            Cycles = o.Required("cycles", Cycles),
            Ready = o.Required("ready", Values.TaskIds),
            LongestChain = o.Required("longestChain", Values.TaskIds),
        };
        return o.Problem;
    }

    public static void WriteMembers(Utf8JsonWriter writer, WorkGraph graph)
    {
        writer.WriteList("nodes"u8, graph.Nodes, WriteNode);
        writer.WriteList("edges"u8, graph.Edges, WriteEdge);
        writer.WriteList("cycles"u8, graph.Cycles, WriteCycle);
        writer.WriteTaskIds("ready"u8, graph.Ready);
        writer.WriteTaskIds("longestChain"u8, graph.LongestChain);
    }

    private static void WriteNode(Utf8JsonWriter writer, WorkNode node)
    {
        writer.WriteStartObject();
        writer.WriteString("id"u8, node.Id);
        writer.WriteString("kind"u8, node.Kind);
        writer.WriteString("title"u8, node.Title);
        writer.WriteString("status"u8, node.Status);
        writer.WriteEndObject();
    }

    private static void WriteEdge(Utf8JsonWriter writer, WorkEdge edge)
    {
        writer.WriteStartObject();
        writer.WriteString("from"u8, edge.From);
        writer.WriteString("to"u8, edge.To);
        writer.WriteString("kind"u8, edge.Kind);
        writer.WriteEndObject();
    }

    private static FleetProblem? ReadNode(JsonElement element, out WorkNode value)
    {
        var o = new ObjectReader(element);
        value = new(o.Required("id", Values.Word), o.Required("kind", Values.Word), o.Required("title", Values.Text), o.Required("status", Values.Word));
        return o.Problem;
    }

    private static FleetProblem? ReadEdge(JsonElement element, out WorkEdge value)
    {
        var o = new ObjectReader(element);
        value = new(o.Required("from", Values.Word), o.Required("to", Values.Word), o.Required("kind", Values.Word));
        return o.Problem;
    }

    private static void WriteCycle(Utf8JsonWriter writer, ImmutableArray<string> cycle)
    {
        writer.WriteStartArray();
        foreach (var id in cycle) writer.WriteStringValue(id);
        writer.WriteEndArray();
    }
}
