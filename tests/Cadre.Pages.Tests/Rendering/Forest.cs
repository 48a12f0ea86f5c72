using Cadre.Pages.Tests.Screens;

namespace Cadre.Pages.Tests.Rendering;

/// <summary>A random tree of nodes in a <see cref="Store"/>: lists, logs, lists with something between their elements, and boxed ones.</summary>
internal sealed class Forest(Store store)
{
    private static readonly string[] Kinds = ["list", "log", "gaps", "boxed"];
    private static readonly string[] Roots = ["list-0", "log-1"];
    private static readonly string[] All = [.. Enumerable.Range(0, 18).Select(static i => $"{Kinds[i % Kinds.Length]}-{i}")];

    private static readonly string[] Texts =
        ["", "one", "two", "</hx-partial>", "<hx-partial hx-target=\"body\" hx-swap=\"delete\">", "<script>alert(1)</script>", "a\nb\r\nc\rd", "data: x\n\nid: 7", "\u2028\u0085\f", "\"'&amp;", "{live-address}"];

    private readonly Dictionary<string, List<string>> _children = All.ToDictionary(static name => name, static _ => new List<string>());

    /// <summary>Lists that keep their tails.</summary>
    public static IReadOnlySet<string> Logs { get; } = All.Where(static name => name.StartsWith("log", StringComparison.Ordinal)).Select(static name => DomId.Of("node", name)).ToHashSet();

    public void Do(Step step)
    {
        var shown = Roots.SelectMany(Below).ToList();
        var node = shown[step.Which % shown.Count];
        switch (step.What % 8)
        {
            case 0:
                store[node] = Texts[step.Where % Texts.Length];
                break;
            case 1 or 2 when All.Except(shown).ToList() is { Count: > 0 } free:
                var added = free.Take(1 + (step.Where % 3)).ToList();
                _children[node].InsertRange(step.Where % (_children[node].Count + 1), added);
                Publish(node);
                break;
            case 3 when !Roots.Contains(node):
                Publish(TakeOut(node, forGood: true));
                break;
            case 4 when !Roots.Contains(node):
                var targets = shown.Except(Below(node)).ToList();
                var target = targets[step.Where % targets.Count];
                var source = TakeOut(node, forGood: false);
                _children[target].Insert(step.What % (_children[target].Count + 1), node);
                Publish(source, target);
                break;
            case 5:
                _children[node].Reverse();
                Publish(node);
                break;
            case 6 when _children[node].Count > 0:
                foreach (var last in _children[node].TakeLast(1 + (step.Where % 3)).ToList()) TakeOut(last, forGood: true);
                Publish(node);
                break;
            case 7 when step.Where % 4 == 0:
                foreach (var child in _children[node].ToList()) TakeOut(child, forGood: true);
                Publish(node);
                break;
            default:
                store[node] += "x";
                break;
        }
    }

    private IEnumerable<string> Below(string node) => _children[node].SelectMany(Below).Prepend(node);

    private string TakeOut(string node, bool forGood)
    {
        var parent = _children.First(entry => entry.Value.Contains(node)).Key;
        _children[parent].Remove(node);
        if (forGood)
            foreach (var below in Below(node).ToList())
            {
                _children[below].Clear();
                store[below + ":children"] = "";
            }
        return parent;
    }

    private void Publish(params string[] nodes) => store.Set([.. nodes.Select(node => (node + ":children", string.Join(',', _children[node])))]);
}

/// <summary>Something that happens to a forest; numbers that are too great begin anew.</summary>
internal sealed record Step(int What, int Which, int Where);
