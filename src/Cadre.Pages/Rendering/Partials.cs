using System.Text;

namespace Cadre.Pages.Rendering;

/// <summary>Chooses the partials that bring a browser from one state of the fragments to the next.</summary>
internal static class Partials
{
    public static string Of(IReadOnlyList<FragmentChange> changes, FragmentTree tree)
    {
        var lists = changes.Select(static change => ListChange.TryFrom(change)).ToList();
        var covered = Covered(changes, lists, tree);
        var html = new StringBuilder();
        // Before anything moves: browsers use an element again that the message has in another place, and it would be removed from there.
        for (var i = 0; i < changes.Count; i++)
            if (!covered.Contains(changes[i].Fragment.ComponentId)) lists[i]?.WriteRemoved(html, tree);
        for (var i = 0; i < changes.Count; i++)
        {
            if (covered.Contains(changes[i].Fragment.ComponentId)) continue;
            if (lists[i] is { } list) list.Write(html, tree);
            else PartialWriter.Morph(html, changes[i].Fragment, tree);
        }
        return html.ToString();
    }

    // What is written with something around it needs no partial of its own.
    private static HashSet<int> Covered(IReadOnlyList<FragmentChange> changes, List<ListChange?> lists, FragmentTree tree)
    {
        var covered = new HashSet<int>();
        for (var i = 0; i < changes.Count; i++)
            foreach (var child in lists[i] is { } list ? list.Inserted : changes[i].Now.Children) Cover(child);
        return covered;

        void Cover(int componentId)
        {
            if (!covered.Add(componentId)) return;
            foreach (var child in tree[componentId].Shell.Children) Cover(child);
        }
    }
}
