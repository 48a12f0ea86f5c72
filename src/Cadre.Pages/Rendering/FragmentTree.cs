using System.Collections.Immutable;
using System.Text;

namespace Cadre.Pages.Rendering;

/// <summary>The fragments of a page as browsers have them. Use it on the renderer's dispatcher.</summary>
internal sealed class FragmentTree(PageRenderer renderer)
{
    private readonly Dictionary<int, Fragment> _fragments = [];
    private int _document;
    private Shell _shell = new([""], []);

    /// <summary>How often a fragment was written since the page began.</summary>
    public long Renders { get; private set; }

    /// <summary>Writes the whole document for the first time.</summary>
    public void Begin(int document)
    {
        _document = document;
        _shell = renderer.RenderShell(document);
        Renders++;
        foreach (var child in _shell.Children) Discover(child);
    }

    /// <summary>Brings the fragments up to what the components show now, and answers the partials that do the same in a browser; empty: nothing differs.</summary>
    public string Update()
    {
        var (dirty, gone) = renderer.Take();
        if (dirty.Remove(PageRenderer.Document)) _shell = renderer.RenderShell(_document);
        var changes = new List<(Fragment Fragment, Shell Before)>();
        foreach (var id in dirty)
        {
            if (!_fragments.TryGetValue(id, out var fragment)) continue;
            var before = fragment.Shell;
            Render(fragment);
            if (!before.IsSame(fragment.Shell)) changes.Add((fragment, before));
        }
        var partials = changes.Count == 0 ? "" : Partials(changes);
        foreach (var id in gone) _fragments.Remove(id);
        return partials;
    }

    /// <summary>The document as it is now.</summary>
    public string Document()
    {
        var html = new StringBuilder();
        Write(_shell, html);
        return html.ToString();
    }

    /// <summary>Partials that bring any browser to what is true now, whatever it has.</summary>
    public string Everything()
    {
        var html = new StringBuilder();
        foreach (var child in _shell.Children) PartialWriter.Morph(html, _fragments[child], this);
        return html.ToString();
    }

    public Fragment this[int componentId] => _fragments[componentId];

    public void Write(Shell shell, StringBuilder html)
    {
        for (var i = 0; i < shell.Children.Length; i++)
        {
            html.Append(shell.Texts[i]);
            Write(_fragments[shell.Children[i]].Shell, html);
        }
        html.Append(shell.Texts[^1]);
    }

    private void Discover(int componentId)
    {
        if (_fragments.ContainsKey(componentId)) return;
        var component = renderer.FragmentOf(componentId);
        if (!DomId.IsValid(component.FragmentId))
            throw new InvalidOperationException($"The fragment {component.GetType().Name} has the id '{component.FragmentId}'; expected letters, digits, '-' and '_', as {nameof(DomId)} makes them.");
        var fragment = new Fragment(componentId, component.FragmentId, component.KeepsTail);
        _fragments.Add(componentId, fragment);
        Render(fragment);
    }

    private void Render(Fragment fragment)
    {
        Renders++;
        fragment.Shell = renderer.RenderShell(fragment.ComponentId);
        foreach (var child in fragment.Shell.Children) Discover(child);
    }

    private string Partials(List<(Fragment Fragment, Shell Before)> changes)
    {
        var html = new StringBuilder();
        var covered = new HashSet<int>();
        var whole = changes.Where(change => !ListChange.IsPossible(change.Before, change.Fragment)).Select(change => change.Fragment).ToList();
        foreach (var fragment in whole) Cover(fragment.Shell, covered);
        foreach (var (fragment, before) in changes.Where(change => !whole.Contains(change.Fragment)))
            foreach (var inserted in fragment.Shell.Children.Except(before.Children)) Cover(inserted, covered);
        foreach (var (fragment, before) in changes.Where(change => !covered.Contains(change.Fragment.ComponentId)))
        {
            if (whole.Contains(fragment)) PartialWriter.Morph(html, fragment, this);
            else ListChange.Write(html, before, fragment, this);
        }
        return html.ToString();
    }

    // What is written with something around it needs no partial of its own.
    private void Cover(Shell shell, HashSet<int> covered)
    {
        foreach (var child in shell.Children) Cover(child, covered);
    }

    private void Cover(int componentId, HashSet<int> covered)
    {
        if (covered.Add(componentId)) Cover(_fragments[componentId].Shell, covered);
    }
}

/// <summary>A fragment as browsers have it.</summary>
internal sealed class Fragment(int componentId, string id, bool keepsTail)
{
    public int ComponentId => componentId;

    public string Id => id;

    public bool KeepsTail => keepsTail;

    public Shell Shell { get; set; } = new([""], ImmutableArray<int>.Empty);
}
