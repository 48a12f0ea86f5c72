namespace Cadre.Query;

/// <summary>What all callers of one fetch wait for. Its members belong to the client's turns.</summary>
internal sealed class FetchPromise<TData>(QueryClient client) : Promise<TData>(client)
{
    private List<FetchPromise<TData>>? _followers;
    private FetchPromise<TData>? _successor;
    private Outcome? _outcome;
    private int _callers;

    public bool IsSettled => _outcome is not null;

    /// <summary>Whether a caller still waits.</summary>
    public bool IsAwaited => _callers > 0;

    public void Enter_NeedsLock(int callers = 1)
    {
        _callers += callers;
        _successor?.Enter_NeedsLock(callers);
    }

    public void Leave_NeedsLock()
    {
        _callers--;
        _successor?.Leave_NeedsLock();
    }

    /// <summary>Ends as another fetch ends, at the latest; whoever waits for this one waits for that one from now on.</summary>
    public void Follow_NeedsLock(FetchPromise<TData> successor)
    {
        if (successor._outcome is { } known)
        {
            Settle_NeedsLock(known);
            return;
        }
        _successor = successor;
        successor.Enter_NeedsLock(_callers);
        (successor._followers ??= []).Add(this);
    }

    private protected override void Settle_NeedsLock(Outcome outcome)
    {
        if (IsSettled) return;
        _outcome = outcome;
        base.Settle_NeedsLock(outcome);
        foreach (var follower in _followers ?? []) follower.Settle_NeedsLock(outcome);
    }
}
