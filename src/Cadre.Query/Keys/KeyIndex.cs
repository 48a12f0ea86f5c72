namespace Cadre.Query;

/// <summary>Finds things by the beginning of their keys, in time that depends on what is found and not on what there is.</summary>
/// <remarks>
/// A tree over the parts of the keys. A branch grows only where two keys share their beginning: a key that is alone from some part on hangs
/// there as the thing itself, which knows the rest. Not safe for threads: it belongs to the client's turns.
/// </remarks>
internal sealed class KeyIndex<T> where T : class, IKeyed
{
    private readonly KeyBranch _root = new(null, 0);
    private readonly List<KeyBranch> _path = [];

    public int Count { get; private set; }

    /// <exception cref="InvalidOperationException">There is something with that key.</exception>
    public void Add(QueryKey key, T value)
    {
        var branch = _root;
        while (branch.Depth < key.Count)
        {
            switch (branch.Find(key[branch.Depth]))
            {
                case null:
                    branch.Add(value);
                    Count++;
                    return;
                case KeyBranch deeper:
                    branch = deeper;
                    break;
                case var alone when ((IKeyed)alone).Key.Equals(key):
                    throw Taken(key);
                case var alone:
                    branch = Divide(branch, (IKeyed)alone);
                    break;
            }
        }
        if (branch.Own is not null) throw Taken(key);
        branch.Own = value;
        Count++;
    }

    public bool Remove(QueryKey key)
    {
        _path.Clear();
        var branch = _root;
        while (branch.Depth < key.Count && branch.Find(key[branch.Depth]) is { } child)
        {
            if (child is KeyBranch deeper)
            {
                _path.Add(branch);
                branch = deeper;
                continue;
            }
            if (!((T)child).Key.Equals(key)) return false;
            branch.Remove(child);
            return Prune(branch);
        }
        if (branch.Depth < key.Count || branch.Own is null) return false;
        branch.Own = null;
        return Prune(branch);
    }

    /// <summary>Adds to a list everything whose key begins so, in no order.</summary>
    public void Collect(QueryKey prefix, List<T> into) => Collect(_root, prefix, into);

    private static void Collect(KeyBranch branch, QueryKey prefix, List<T> into)
    {
        while (branch.Depth < prefix.Count)
        {
            var part = prefix[branch.Depth];
            if (KeyPart.IsComposite(part))
            {
                foreach (var child in branch.Composites)
                    if (KeyPart.Matches(KeyBranch.PartOf(child, branch.Depth), part)) CollectChild(child, branch.Depth + 1, prefix, into);
                return;
            }
            if (branch.Find(part) is not { } found) return;
            if (found is not KeyBranch deeper)
            {
                CollectChild(found, branch.Depth + 1, prefix, into);
                return;
            }
            branch = deeper;
        }
        CollectAll(branch, into);
    }

    private static void CollectChild(object child, int matched, QueryKey prefix, List<T> into)
    {
        if (child is KeyBranch branch) Collect(branch, prefix, into);
        else if (((T)child).Key.StartsWith(prefix, matched)) into.Add((T)child);
    }

    private static void CollectAll(KeyBranch branch, List<T> into)
    {
        if (branch.Own is { } own) into.Add((T)own);
        CollectAll(branch.Scalars, into);
        CollectAll(branch.Composites, into);
    }

    private static void CollectAll(HashSet<object> children, List<T> into)
    {
        foreach (var child in children)
        {
            if (child is KeyBranch deeper) CollectAll(deeper, into);
            else into.Add((T)child);
        }
    }

    /// <summary>Makes room for a second key below the part where one was alone.</summary>
    private static KeyBranch Divide(KeyBranch branch, IKeyed alone)
    {
        var deeper = new KeyBranch(alone.Key[branch.Depth], branch.Depth + 1);
        branch.Replace(alone, deeper);
        if (alone.Key.Count == deeper.Depth) deeper.Own = alone;
        else deeper.Add(alone);
        return deeper;
    }

    /// <summary>Takes away branches that hold nothing, or one thing only.</summary>
    private bool Prune(KeyBranch branch)
    {
        Count--;
        for (var i = _path.Count - 1; i >= 0 && branch.TryGetOnly(out var only); i--)
        {
            _path[i].Replace(branch, only);
            branch = _path[i];
        }
        return true;
    }

    private static InvalidOperationException Taken(QueryKey key) => new($"The key {key} is in the index already.");
}
