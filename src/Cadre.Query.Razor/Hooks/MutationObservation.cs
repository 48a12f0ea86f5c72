namespace Cadre.Query.Razor;

/// <summary>Starts mutations and follows the last one.</summary>
internal sealed class MutationObservation<TVariables, TData, TContext> : IObservation<MutationState<TVariables, TData, TContext>>
{
    private readonly Func<MutationDefinition<TVariables, TData, TContext>> _ask;
    private readonly Func<MutationFields> _read;
    private MutationDefinition<TVariables, TData, TContext> _said;
    private MutationState<TVariables, TData, TContext> _told;

    public MutationObservation(
        QueryClient client, Func<MutationDefinition<TVariables, TData, TContext>> ask, Func<MutationFields> read, Action tell)
    {
        _ask = ask;
        _read = read;
        _said = ask();
        Observer = new MutationObserver<TVariables, TData, TContext>(client, _said);
        _told = Current;
        Observer.Subscribe(result => OnChanged(result.State, tell));
    }

    public MutationObserver<TVariables, TData, TContext> Observer { get; }

    public MutationState<TVariables, TData, TContext> Current => Observer.CurrentResult.State;

    public bool IsLoading => false;

    public void Adjust()
    {
        var said = _ask();
        if (ReferenceEquals(said, _said)) return;
        _said = said;
        Observer.SetOptions(said);
    }

    public void ListenForLoading()
    {
    }

    public void Dispose() => Observer.Dispose();

    /// <summary>One thread at a time, in the order of the changes.</summary>
    private void OnChanged(MutationState<TVariables, TData, TContext> state, Action tell)
    {
        var changed = Between(_told, state);
        _told = state;
        Interlocked.MemoryBarrier();
        if ((changed & _read()) != 0) tell();
    }

    private static MutationFields Between(MutationState<TVariables, TData, TContext> left, MutationState<TVariables, TData, TContext> right)
    {
        var changed = MutationFields.None;
        if (left.Status != right.Status) changed |= MutationFields.Status;
        if (left.Data != right.Data) changed |= MutationFields.Data;
        if (left.Variables != right.Variables) changed |= MutationFields.Variables;
        if (!ReferenceEquals(left.Error, right.Error)) changed |= MutationFields.Error;
        if (left.FailureCount != right.FailureCount) changed |= MutationFields.FailureCount;
        if (!ReferenceEquals(left.FailureReason, right.FailureReason)) changed |= MutationFields.FailureReason;
        if (left.IsPaused != right.IsPaused) changed |= MutationFields.IsPaused;
        if (left.SubmittedAt != right.SubmittedAt) changed |= MutationFields.SubmittedAt;
        return changed;
    }
}
