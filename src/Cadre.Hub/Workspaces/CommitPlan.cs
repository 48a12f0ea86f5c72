using System.Collections.Immutable;
using Cadre.Fleet;
using Cadre.Streams;

namespace Cadre.Hub.Workspaces;

/// <summary>
/// Decides a batch of commands against a tentative state inside one log transaction. Nothing outside the plan changes until the
/// transaction has committed; a plan whose transaction failed is dropped.
/// </summary>
internal sealed class CommitPlan(FleetPoint start, FleetLimits limits, long now, TimeSpan answersKeptFor, RecordEncoder encoder)
{
    private readonly long _time = Math.Max(now, start.Time);
    private readonly List<ReadOnlyMemory<byte>> _records = [];
    private readonly List<(string Key, RecordedAnswer Answer)> _answers = [];
    private readonly Dictionary<string, ReadOnlyMemory<byte>> _answeredHere = [];
    private FleetState _state = start.State;
    private long _sequence = start.Sequence;
    private long _lastTime = start.Time;

    /// <summary>What the transaction adds to the workspace, events of other nodes included, in order.</summary>
    public List<AppliedEvent> Events { get; } = [];

    public FleetPoint After => new(_state, new Cursor(start.Cursor.Epoch, _sequence), _lastTime);

    public LogAppend Decide(LogTransaction transaction, IReadOnlyList<PendingCommand> commands)
    {
        foreach (var missed in transaction.Missed)
            Apply(RecordedEvent.Decode(missed), missed.Data, missed.Time);

        foreach (var pending in commands)
            DecideOne(pending, transaction);

        return new LogAppend { Time = _time, Events = _records, Answers = _answers };
    }

    private void DecideOne(PendingCommand pending, LogTransaction transaction)
    {
        if (pending.IsAbandoned)
            return;

        var (stateBefore, sequenceBefore, eventsBefore, recordsBefore) = (_state, _sequence, Events.Count, _records.Count);
        try
        {
            if (FindEarlierAnswer(pending.Command, transaction) is { } earlier)
            {
                pending.DecideAs(earlier);
                return;
            }

            var outcome = DecideUnits(pending.Command);
            if (pending.Command.Atomic && outcome.Refusal is not null)
            {
                Rewind();
                outcome = outcome with { After = After, Units = [.. outcome.Units.Select(WithoutEvents)] };
            }

            pending.Decide(outcome, Record(pending.Command, outcome));
        }
        catch (Exception exception)
        {
            // One command that cannot be decided must not take the others of its batch with it.
            Rewind();
            pending.FailWith(exception);
        }

        void Rewind()
        {
            (_state, _sequence) = (stateBefore, sequenceBefore);
            Events.RemoveRange(eventsBefore, Events.Count - eventsBefore);
            _records.RemoveRange(recordsBefore, _records.Count - recordsBefore);
        }
    }

    private static UnitOutcome WithoutEvents(UnitOutcome unit) =>
        unit.Problem is null && unit.Ignored is null ? UnitOutcome.IgnoredFor("another item of this atomic batch was refused") : unit;

    private CommandOutcome DecideUnits(FleetCommand command)
    {
        var outcomes = ImmutableArray.CreateBuilder<UnitOutcome>(command.Units.Length);
        foreach (var unit in command.Units)
            outcomes.Add(DecideUnit(unit, command));
        return new CommandOutcome(After, outcomes.MoveToImmutable());
    }

    private UnitOutcome DecideUnit(CommandUnit unit, FleetCommand command)
    {
        var context = new DecisionContext(_time, limits, command.ExpectedVersion, unit.Strict);
        var tentative = _state;
        List<FleetEvent>? accepted = null;
        string? ignored = null;
        foreach (var proposal in unit.Proposals)
        {
            switch (FleetRules.Decide(tentative, proposal, context))
            {
                case Decision.Accepted decision:
                    accepted ??= new List<FleetEvent>(decision.Events.Length);
                    foreach (var e in decision.Events)
                    {
                        tentative = FleetReducer.Apply(tentative, e);
                        accepted.Add(e);
                    }

                    break;
                case Decision.Ignored decision:
                    ignored ??= decision.Reason;
                    break;
                case Decision.Refused decision:
                    return UnitOutcome.RefusedFor(decision.Problem);
            }
        }

        if (accepted is null)
            return UnitOutcome.IgnoredFor(ignored ?? "the unit proposes nothing");

        var first = _sequence + 1;
        foreach (var e in accepted)
        {
            var record = encoder.Encode(e, command.Actor);
            _records.Add(record);
            Apply(e, record, _time);
        }

        return UnitOutcome.Accepted(first, accepted);
    }

    private void Apply(FleetEvent e, ReadOnlyMemory<byte> record, long at)
    {
        var before = _state;
        _state = FleetReducer.Apply(before, e);
        _sequence++;
        _lastTime = at;
        Events.Add(new AppliedEvent(_sequence, at, e, record, before, _state));
    }

    private Reply? FindEarlierAnswer(FleetCommand command, LogTransaction transaction)
    {
        if (command.Key is not { } key)
            return null;

        if (!_answeredHere.TryGetValue(key.Key, out var record))
        {
            if (!transaction.Answers.TryGetValue(key.Key, out var recorded) || recorded.ExpiresAt <= _time)
                return null;
            record = recorded.Data;
        }

        var earlier = Reply.FromRecord(record, out var fingerprint);
        return fingerprint == key.Fingerprint ? earlier : command.Respond(Refuse(IdempotencyMismatch));
    }

    private static FleetProblem IdempotencyMismatch { get; } = new(
        "idempotency-mismatch",
        "This Idempotency-Key was used before with another method, path or body. Use a new key for a new request; repeat a request unchanged.")
    {
        Pointer = "header:Idempotency-Key",
    };

    private CommandOutcome Refuse(FleetProblem problem) => new(After, [UnitOutcome.RefusedFor(problem)]);

    private Reply? Record(FleetCommand command, CommandOutcome outcome)
    {
        if (command.Key is not { } key)
            return null;

        var answer = command.Respond(outcome);
        var record = answer.Record(key.Fingerprint);
        _answeredHere[key.Key] = record;
        _answers.Add((key.Key, new RecordedAnswer(record, _time + (long)answersKeptFor.TotalMilliseconds)));
        return answer;
    }
}
