using System.Collections.Immutable;

namespace Cadre.Fleet;

/// <summary>What a flat message says: <see cref="Proposals"/>, <see cref="Dropped"/> or <see cref="Refused"/>.</summary>
public abstract record MessageReading
{
    private MessageReading()
    {
    }

    /// <summary>The message proposes these events, to be decided in this order.</summary>
    public sealed record Proposals(ImmutableArray<FleetEvent> Events) : MessageReading;

    /// <summary>The message is not for this fleet, or says nothing a fleet can use.</summary>
    /// <param name="Reason">Why, for people.</param>
    public sealed record Dropped(string Reason) : MessageReading;

    /// <summary>The message is wrong.</summary>
    public sealed record Refused(FleetProblem Problem) : MessageReading;
}
