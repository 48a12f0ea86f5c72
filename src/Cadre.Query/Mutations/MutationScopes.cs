namespace Cadre.Query;

/// <summary>Who is pending in each scope, in the order of their start. Its members belong to the client's turns.</summary>
internal sealed class MutationScopes
{
    private readonly Dictionary<string, LinkedList<CachedMutation>> _pending = [];

    public void Enter_NeedsLock(CachedMutation mutation)
    {
        if (mutation.Scope is not { } scope) return;
        if (!_pending.TryGetValue(scope, out var queue)) _pending.Add(scope, queue = []);
        queue.AddLast(mutation);
    }

    /// <summary>Whether nobody of its scope is before it.</summary>
    public bool IsFirst_NeedsLock(CachedMutation mutation) =>
        mutation.Scope is not { } scope || !_pending.TryGetValue(scope, out var queue) || queue.First!.Value == mutation;

    /// <summary>Takes a mutation that is done out of its scope.</summary>
    /// <returns>Who is first now.</returns>
    public CachedMutation? Leave_NeedsLock(CachedMutation mutation)
    {
        if (mutation.Scope is not { } scope || !_pending.TryGetValue(scope, out var queue)) return null;
        queue.Remove(mutation);
        if (queue.First is { } first) return first.Value;
        _pending.Remove(scope);
        return null;
    }

    public void Clear_NeedsLock() => _pending.Clear();
}
