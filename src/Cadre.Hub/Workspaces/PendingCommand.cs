using Cadre.Hub.Telemetry;

namespace Cadre.Hub.Workspaces;

/// <summary>A command in the writer's queue, and the caller that waits for it.</summary>
internal sealed class PendingCommand(FleetCommand command, CancellationToken cancellation)
{
    private readonly TaskCompletionSource<Reply> _completion = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private CommandOutcome? _outcome;
    private Reply? _answer;
    private Exception? _failure;

    public FleetCommand Command { get; } = command;

    public Task<Reply> Reply => _completion.Task;

    /// <summary>How the command ended, as it is counted; null for a caller that left.</summary>
    public CommandResultKind? Result =>
        _failure is not null ? CommandResultKind.Failed
        : _answer is { Replayed: true } ? CommandResultKind.Replayed
        : _outcome is null ? null
        : _outcome.Refusal is not null ? CommandResultKind.Refused
        : _outcome.Units.Any(unit => unit.Events > 0) ? CommandResultKind.Accepted
        : CommandResultKind.Ignored;

    /// <summary>A caller that left before its command was taken up has not asked for anything.</summary>
    public bool IsAbandoned => cancellation.IsCancellationRequested;

    public void Decide(CommandOutcome decided, Reply? recorded) => (_outcome, _answer) = (decided, recorded);

    public void DecideAs(Reply earlier) => _answer = earlier;

    public void FailWith(Exception exception) => _failure = exception;

    /// <summary>Forgets a decision that was not committed.</summary>
    public void Undecide() => (_outcome, _answer, _failure) = (null, null, null);

    /// <summary>Releases the caller; called once the decision is durable.</summary>
    public void Complete()
    {
        if (_failure is not null)
            _completion.TrySetException(_failure);
        else if (_answer is not null)
            _completion.TrySetResult(_answer);
        else if (_outcome is null)
            _completion.TrySetCanceled(cancellation);
        else
            Respond(_outcome);
    }

    public void Fail(Exception exception) => _completion.TrySetException(exception);

    private void Respond(CommandOutcome decided)
    {
        try
        {
            _completion.TrySetResult(Command.Respond(decided));
        }
        catch (Exception exception)
        {
            _completion.TrySetException(exception);
        }
    }
}
