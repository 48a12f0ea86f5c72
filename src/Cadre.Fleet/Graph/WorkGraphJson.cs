using System.Collections.Immutable;
using System.Text.Json;

namespace Cadre.Fleet;

internal static class WorkGraphJson
{
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

    private static void WriteCycle(Utf8JsonWriter writer, ImmutableArray<string> cycle)
    {
        writer.WriteStartArray();
        foreach (var id in cycle) writer.WriteStringValue(id);
        writer.WriteEndArray();
    }
}
