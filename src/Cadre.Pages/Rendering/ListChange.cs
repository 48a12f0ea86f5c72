using System.Text;

namespace Cadre.Pages.Rendering;

/// <summary>What came, went and moved in a list: so a log costs its new lines, and a new order the names of what stays, not all of it.</summary>
internal sealed class ListChange
{
    private readonly FragmentChange _change;
    private readonly HashSet<int> _kept;
    private readonly bool _isMoved;

    private ListChange(FragmentChange change, HashSet<int> kept, bool isMoved)
    {
        (_change, _kept, _isMoved) = (change, kept, isMoved);
    }

    public IEnumerable<int> Inserted => _change.Now.Children.Where(id => !_kept.Contains(id));

    /// <summary>Null if it is something else, or if the whole list costs less.</summary>
    public static ListChange? TryFrom(FragmentChange change)
    {
        var (before, now) = (change.Before, change.Now);
        if (!before.IsListLike(now)) return null;
        var kept = before.Children.ToHashSet();
        kept.IntersectWith(now.Children);
        var isWorth = kept.Count > 0 && now.Children.Length - kept.Count <= kept.Count;
        if (!isWorth) return null;
        var isMoved = !before.Children.Where(kept.Contains).SequenceEqual(now.Children.Where(kept.Contains));
        // What hangs on to the end of a log is not known here, so no order can be given to it.
        return isMoved && change.Fragment.KeepsTail ? null : new ListChange(change, kept, isMoved);
    }

    public void WriteRemoved(StringBuilder html, FragmentTree tree)
    {
        if (_isMoved) return;
        foreach (var id in Removed()) PartialWriter.Delete(html, tree[id]);
        if (!_change.Fragment.KeepsTail) return;
        // They may be in a tail that was kept, of which nothing is known here.
        foreach (var id in Inserted) PartialWriter.Delete(html, tree[id]);
    }

    // Browsers look for all targets of a message before they change anything, so each of them is an element that was there and stays.
    public void Write(StringBuilder html, FragmentTree tree)
    {
        if (_isMoved)
        {
            PartialWriter.Rearrange(html, _change.Fragment, _kept, tree);
            return;
        }
        Fragment? previous = null;
        var run = new List<Fragment>();
        foreach (var child in _change.Now.Children.Select(id => tree[id]))
        {
            if (!_kept.Contains(child.ComponentId))
            {
                run.Add(child);
                continue;
            }
            WriteRun(previous is null ? (child, "beforebegin") : (previous, "afterend"));
            previous = child;
        }
        WriteRun((previous!, "afterend"));

        void WriteRun((Fragment Target, string Swap) place)
        {
            if (run.Count > 0) PartialWriter.Insert(html, run, place.Target, place.Swap, tree);
            run.Clear();
        }
    }

    private IEnumerable<int> Removed()
    {
        var before = _change.Before.Children;
        var end = before.Length;
        if (_change.Fragment.KeepsTail)
            while (!_kept.Contains(before[end - 1])) end--;
        return before[..end].Where(id => !_kept.Contains(id));
    }
}
