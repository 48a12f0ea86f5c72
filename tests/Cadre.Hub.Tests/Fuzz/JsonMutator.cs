using System.Text;
using System.Text.Json.Nodes;

namespace Cadre.Hub.Tests.Fuzz;

/// <summary>Makes wrong bodies from right ones.</summary>
internal sealed class JsonMutator(Random random)
{
    private static readonly string[] Literals =
    [
        "null", "true", "false", "0", "-1", "-0.0", "1e400", "-1e400", "1e-400", "9007199254740993", "9223372036854775808", "1.5", "NaN", "Infinity",
        "\"\"", "\" \"", "\"\\u0000\"", "\"\\ud800\"", "\"\\u202e\"", "\"😀\"", "\"a/b\"", "\"..\"", "\"%2F\"", "\"1970-01-01T00:00:00Z\"", "\"idle\"", "\"agent.created\"",
        "[]", "{}", "[[[[]]]]", "[null]", "[\"\"]", "[1,2,3]", "{\"\":\"\"}", "{\"id\":1}", "{\"a\":{\"b\":{\"c\":{}}}}",
    ];

    public byte[] Mutate(string json)
    {
        var text = json;
        for (var i = random.Next(1, 4); i > 0; i--)
            text = random.Next(5) < 4 ? TryMutateTree(text) : MutateText(text);
        var bytes = Encoding.UTF8.GetBytes(text);
        if (random.Next(20) == 0 && bytes.Length > 0)
            bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
        return bytes;
    }

    /// <summary>What an earlier mutation has broken (syntax, a name given twice, half a character) is no tree any more.</summary>
    private string TryMutateTree(string json)
    {
        try
        {
            return MutateTree(JsonNode.Parse(json));
        }
        catch (Exception e) when (e is System.Text.Json.JsonException or ArgumentException or InvalidOperationException)
        {
            return MutateText(json);
        }
    }

    private string MutateTree(JsonNode? root)
    {
        var placeholder = "@" + random.Next(1_000_000);
        var nodes = new List<JsonNode>();
        Collect(root, nodes);
        if (nodes.Count == 0)
            return Literal();
        switch (nodes[random.Next(nodes.Count)])
        {
            case JsonObject o when o.Count > 0 && random.Next(4) > 0:
                Change(o, placeholder);
                break;
            case JsonObject o:
                o[random.Next(2) == 0 ? "unknown" : placeholder] = placeholder;
                break;
            case JsonArray { Count: > 0 } a:
                a[random.Next(a.Count)] = placeholder;
                break;
            case JsonArray a:
                a.Add(placeholder);
                break;
        }

        return root!.ToJsonString().Replace($"\"{placeholder}\"", Literal(), StringComparison.Ordinal);
    }

    private void Change(JsonObject o, string placeholder)
    {
        var name = o.ElementAt(random.Next(o.Count)).Key;
        switch (random.Next(4))
        {
            case 0:
                o.Remove(name);
                break;
            case 1:
                var value = o[name];
                o.Remove(name);
                o[name.ToUpperInvariant()] = value;
                break;
            default:
                o[name] = placeholder;
                break;
        }
    }

    private string MutateText(string text)
    {
        if (text.Length == 0)
            return Literal();
        var at = random.Next(text.Length);
        return random.Next(5) switch
        {
            0 => text[..at],
            1 => text.Remove(at, 1),
            2 => text.Insert(at, ((char)random.Next(1, 256)).ToString()),
            3 => text.Insert(at, Literal()),
            _ => string.Concat(Enumerable.Repeat(text, 2)),
        };
    }

    private string Literal() => random.Next(12) switch
    {
        0 => "\"" + new string('x', random.Next(1, 30_000)) + "\"",
        1 => string.Concat(Enumerable.Repeat("[", 40)) + string.Concat(Enumerable.Repeat("]", 40)),
        _ => Literals[random.Next(Literals.Length)],
    };

    private static void Collect(JsonNode? node, List<JsonNode> into)
    {
        if (node is JsonObject o)
        {
            into.Add(o);
            foreach (var (_, child) in o)
                Collect(child, into);
        }
        else if (node is JsonArray a)
        {
            into.Add(a);
            foreach (var child in a)
                Collect(child, into);
        }
    }
}
