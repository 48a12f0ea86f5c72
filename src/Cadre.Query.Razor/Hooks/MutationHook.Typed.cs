namespace Cadre.Query.Razor;

/// <summary>The hook of a mutation whose callbacks have a context.</summary>
internal sealed class MutationHook<TVariables, TData, TContext> : MutationHook<TVariables, TData>
{
    private readonly Followed<MutationState<TVariables, TData, TContext>> _followed;
    private volatile MutationFields _read;

    public MutationHook(QueryHooks owner, Func<MutationDefinition<TVariables, TData, TContext>> ask, Action<IHook> keep)
    {
        _followed = new(owner, (client, tell) => new MutationObservation<TVariables, TData, TContext>(client, ask, () => _read, tell));
        keep(_followed);
    }

    public override MutationStatus Status => Read(MutationFields.Status).Status;

    public override bool IsPaused => Read(MutationFields.IsPaused).IsPaused;

    public override TData? Data => Read(MutationFields.Data).Data.OrDefault();

    public override TVariables? Variables => Read(MutationFields.Variables).Variables.OrDefault();

    public override Exception? Error => Read(MutationFields.Error).Error;

    public override int FailureCount => Read(MutationFields.FailureCount).FailureCount;

    public override Exception? FailureReason => Read(MutationFields.FailureReason).FailureReason;

    public override DateTimeOffset? SubmittedAt => Read(MutationFields.SubmittedAt).SubmittedAt;

    private MutationObserver<TVariables, TData, TContext> Observer =>
        ((MutationObservation<TVariables, TData, TContext>)_followed.Observation).Observer;

    public override Task<TData> MutateAsync(TVariables variables) => Observer.MutateAsync(variables);

    public override void Reset() => Observer.Reset();

    private MutationState<TVariables, TData, TContext> Read(MutationFields field)
    {
        var shown = _followed.Shown;
        if ((_read & field) == field) return shown;
        _read |= field;
        Interlocked.MemoryBarrier();
        if (_followed.IsBehind) _followed.Tell();
        return shown;
    }
}
