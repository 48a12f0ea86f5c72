using System.Text;

namespace Cadre.Pages.Rendering;

/// <summary>What came and went in a list whose other elements stay where they are: so a log costs its new lines, not all of them.</summary>
internal static class ListChange
{
    public static bool IsPossible(Shell before, Fragment fragment)
    {
        var now = fragment.Shell;
        if (!before.IsListLike(now)) return false;
        var (kept, inserted) = Split(before, now);
        return kept.Length > 0 && inserted <= kept.Length && kept.SequenceEqual(now.Children.Where(before.Children.Contains));
    }

    public static void Write(StringBuilder html, Shell before, Fragment fragment, FragmentTree tree)
    {
        var now = fragment.Shell;
        var there = now.Children.ToHashSet();
        var removed = fragment.KeepsTail ? before.Children[..(before.Children.ToList().FindLastIndex(there.Contains) + 1)] : before.Children;
        foreach (var id in removed.Where(id => !there.Contains(id))) PartialWriter.Delete(html, tree[id]);

        var was = before.Children.ToHashSet();
        var firstKept = now.Children.First(was.Contains);
        string? previous = null;
        foreach (var id in now.Children)
        {
            if (!was.Contains(id))
            {
                var (target, swap) = previous is null ? (tree[firstKept].Id, "beforebegin") : (previous, "afterend");
                PartialWriter.Insert(html, tree[id], target, swap, tree);
                // Before the first one in order; behind a neighbour each follows the one before.
                if (previous is null) continue;
            }
            previous = tree[id].Id;
        }
    }

    private static (int[] Kept, int Inserted) Split(Shell before, Shell now)
    {
        var there = now.Children.ToHashSet();
        var kept = before.Children.Where(there.Contains).ToArray();
        return (kept, now.Children.Length - kept.Length);
    }
}
