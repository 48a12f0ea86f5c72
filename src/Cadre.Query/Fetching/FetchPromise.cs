namespace Cadre.Query;

/// <summary>What all callers of one fetch wait for. Its members belong to the client's turns.</summary>
internal sealed class FetchPromise<TData>(QueryClient client) : Promise<TData>(client)
{
    private List<FetchPromise<TData>>? _followers;
    private FetchPromise<TData>? _successor;
    private int _callers;

    /// <summary>Whether a caller still waits.</summary>
    public bool IsAwaited => _callers > 0;

    public void Enter_NeedsLock() => _callers++;

    public void Leave_NeedsLock()
    {
        _callers--;
        _successor?.Leave_NeedsLock();
    }

    /// <summary>Ends as another fetch ends, at the latest; whoever waits for this one waits for that one from now on.</summary>
    public void Follow_NeedsLock(FetchPromise<TData> successor)
    {
        _successor = successor;
        successor._callers += _callers;
        (successor._followers ??= []).Add(this);
    }

    private protected override void Settle_NeedsLock(Outcome outcome)
    {
        base.Settle_NeedsLock(outcome);
        foreach (var follower in _followers ?? []) follower.Settle_NeedsLock(outcome);
    }
}
