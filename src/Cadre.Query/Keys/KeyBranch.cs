using System.Diagnostics.CodeAnalysis;

namespace Cadre.Query;

/// <summary>A place in a <see cref="KeyIndex{T}"/>: the keys that share their first parts.</summary>
/// <remarks>A child is another branch, or a keyed thing. Its part is never stored for a thing, since its key has it.</remarks>
internal sealed class KeyBranch(object? part, int depth)
{
    private static readonly HashSet<object> None = [];

    private HashSet<object> _scalars = None;
    private HashSet<object> _composites = None;

    /// <summary>How many parts its keys share.</summary>
    public int Depth => depth;

    /// <summary>The thing whose key ends here.</summary>
    public IKeyed? Own { get; set; }

    /// <summary>Children by a part that matches nothing but itself.</summary>
    public HashSet<object> Scalars => _scalars;

    /// <summary>Children by a list or an object, which a filter may match in part.</summary>
    public HashSet<object> Composites => _composites;

    /// <summary>The part by which a child hangs at a depth.</summary>
    public static object? PartOf(object child, int depth) => child is KeyBranch branch ? branch.Part : ((IKeyed)child).Key[depth];

    public object? Find(object? wanted)
    {
        var children = KeyPart.IsComposite(wanted) ? _composites : _scalars;
        return children.Count > 0 && children.GetAlternateLookup<WantedPart>().TryGetValue(new(wanted), out var child) ? child : null;
    }

    public void Add(object child)
    {
        ref var children = ref ChildrenLike(child);
        if (ReferenceEquals(children, None)) children = new(ByPart.At(depth));
        children.Add(child);
    }

    public void Remove(object child)
    {
        ref var children = ref ChildrenLike(child);
        children.Remove(child);
        if (children.Count == 0) children = None;
        else if (children.Count * 4 < children.Capacity && children.Capacity > 16) children.TrimExcess();
    }

    /// <summary>Puts something else in the place of a child that hangs by the same part; null: nothing.</summary>
    public void Replace(object child, object? by)
    {
        Remove(child);
        if (by is not null) Add(by);
    }

    /// <summary>Whether there is no more than one thing here, which can hang in the place of this branch.</summary>
    public bool TryGetOnly(out object? only)
    {
        only = Own;
        var children = _scalars.Count + _composites.Count;
        if (children == 0) return true;
        if (children > 1 || Own is not null) return false;
        foreach (var child in _scalars.Count > 0 ? _scalars : _composites) only = child;
        return only is not KeyBranch;
    }

    private object? Part => part;

    private ref HashSet<object> ChildrenLike(object child)
    {
        if (KeyPart.IsComposite(PartOf(child, depth))) return ref _composites;
        return ref _scalars;
    }

    /// <summary>A part to look children up by.</summary>
    private readonly record struct WantedPart(object? Part);

    private sealed class ByPart(int depth) : IEqualityComparer<object>, IAlternateEqualityComparer<WantedPart, object>
    {
        private static readonly ByPart[] Shallow = [.. Enumerable.Range(0, 8).Select(depth => new ByPart(depth))];

        public static ByPart At(int depth) => depth < Shallow.Length ? Shallow[depth] : new ByPart(depth);

        public new bool Equals(object? left, object? right) => KeyPart.Same(PartOf(left!, depth), PartOf(right!, depth));

        public int GetHashCode(object child) => KeyPart.Hash(PartOf(child, depth));

        public bool Equals(WantedPart alternate, object other) => KeyPart.Same(alternate.Part, PartOf(other, depth));

        public int GetHashCode(WantedPart alternate) => KeyPart.Hash(alternate.Part);

        public object Create(WantedPart alternate) => throw new NotSupportedException("Children are never made of a part.");
    }
}
