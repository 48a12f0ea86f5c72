namespace Cadre.Fleet;

/// <summary>The rules at the door of a workspace: what becomes a fact and with which stamps.</summary>
public static class FleetRules
{
    /// <summary>Decides a proposal against the current state. Pure: the same input gives the same decision; never throws; safe from any thread.</summary>
    public static Decision Decide(FleetState state, FleetEvent proposal, DecisionContext context) => throw new NotImplementedException();
}
