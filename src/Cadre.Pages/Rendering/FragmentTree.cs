using System.Text;

namespace Cadre.Pages.Rendering;

/// <summary>The fragments of a page as browsers have them. Use it on the renderer's dispatcher.</summary>
internal sealed class FragmentTree(PageRenderer renderer)
{
    private readonly Dictionary<int, Fragment> _fragments = [];
    private readonly Dictionary<string, Fragment> _byId = [];
    private int _document;
    private Shell _shell = Shell.Empty;

    /// <summary>How often a fragment was written since the page began.</summary>
    public long Renders { get; private set; }

    /// <summary>Grows with each change, also with those that no browser is told of.</summary>
    public long Revision { get; private set; }

    /// <summary>Whether markup outside of all fragments has changed, which browsers see when they load the page again and not before.</summary>
    public bool HasUnseenChange { get; private set; }

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
        // Their ids may be taken anew in the same turn; the fragments themselves are still asked for them.
        foreach (var id in gone) Forget(id);
        var documentChanged = dirty.Remove(PageRenderer.Document) && UpdateDocument();
        // What is found on the way is written then, and need not be written again.
        var changes = new List<FragmentChange>();
        foreach (var fragment in dirty.Where(_fragments.ContainsKey).Select(id => _fragments[id]).ToList())
        {
            var before = fragment.Shell;
            Render(fragment);
            if (!before.IsSame(fragment.Shell)) changes.Add(new FragmentChange(fragment, before));
        }
        if (documentChanged || changes.Count > 0) Revision++;
        var partials = changes.Count == 0 ? "" : Partials.Of(changes, this);
        foreach (var id in gone) _fragments.Remove(id);
        return partials;
    }

    /// <summary>The document as it is now.</summary>
    public DocumentText Document() => DocumentText.Of(TextsOf(_shell));

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
        foreach (var text in TextsOf(shell)) html.Append(text);
    }

    private IEnumerable<string> TextsOf(Shell shell)
    {
        for (var i = 0; i < shell.Children.Length; i++)
        {
            yield return shell.Texts[i];
            foreach (var text in TextsOf(_fragments[shell.Children[i]].Shell)) yield return text;
        }
        yield return shell.Texts[^1];
    }

    private bool UpdateDocument()
    {
        var before = _shell;
        _shell = renderer.RenderShell(_document);
        Renders++;
        foreach (var child in _shell.Children) Discover(child);
        if (before.IsSame(_shell)) return false;
        HasUnseenChange = true;
        return true;
    }

    private void Discover(int componentId)
    {
        if (_fragments.ContainsKey(componentId)) return;
        var component = renderer.FragmentOf(componentId);
        var name = component.GetType().Name;
        if (!DomId.IsValid(component.FragmentId))
            throw new InvalidOperationException($"The fragment {name} has the id '{component.FragmentId}'; expected a letter, then letters, digits, '-' and '_', as {nameof(DomId)} makes them.");
        var fragment = new Fragment(componentId, component.FragmentId, component.KeepsTail);
        if (!_byId.TryAdd(fragment.Id, fragment))
            throw new InvalidOperationException($"The fragments {renderer.FragmentOf(_byId[fragment.Id].ComponentId).GetType().Name} and {name} of one page have the same id '{fragment.Id}'; each needs one of its own.");
        _fragments.Add(componentId, fragment);
        Render(fragment);
    }

    private void Forget(int componentId)
    {
        if (_fragments.TryGetValue(componentId, out var fragment)) _byId.Remove(fragment.Id);
    }

    private void Render(Fragment fragment)
    {
        var component = renderer.FragmentOf(fragment.ComponentId);
        if (component.FragmentId != fragment.Id)
            throw new InvalidOperationException($"The fragment {component.GetType().Name} had the id '{fragment.Id}' and now has '{component.FragmentId}'; give it a @key, so that each id has a component of its own.");
        Renders++;
        fragment.Shell = renderer.RenderShell(fragment.ComponentId);
        if (!fragment.Shell.IsElement(fragment.Id))
            throw new InvalidOperationException($"The fragment {component.GetType().Name} does not begin with an element that has the id '{fragment.Id}'; its markup is one element, also when there is nothing to show.");
        foreach (var child in fragment.Shell.Children) Discover(child);
    }
}

/// <summary>A fragment as browsers have it.</summary>
internal sealed class Fragment(int componentId, string id, bool keepsTail)
{
    public int ComponentId => componentId;

    public string Id => id;

    public bool KeepsTail => keepsTail;

    public Shell Shell { get; set; } = Shell.Empty;
}

/// <summary>A fragment that differs from what browsers have.</summary>
internal sealed record FragmentChange(Fragment Fragment, Shell Before)
{
    public Shell Now => Fragment.Shell;
}
