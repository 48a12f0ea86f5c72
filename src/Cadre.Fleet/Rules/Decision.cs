using System.Collections.Immutable;

namespace Cadre.Fleet;

/// <summary>What the rules make of a proposal: <see cref="Accepted"/>, <see cref="Ignored"/> or <see cref="Refused"/>.</summary>
public abstract record Decision
{
    private Decision()
    {
    }

    /// <summary>The proposal holds; these are the facts, to be applied in this order and all together.</summary>
    public sealed record Accepted(ImmutableArray<FleetEvent> Events) : Decision;

    /// <summary>Nothing is wrong, but nothing changes.</summary>
    /// <param name="Reason">Why, for people.</param>
    public sealed record Ignored(string Reason) : Decision;

    /// <summary>The proposal cannot hold.</summary>
    public sealed record Refused(FleetProblem Problem) : Decision;
}
