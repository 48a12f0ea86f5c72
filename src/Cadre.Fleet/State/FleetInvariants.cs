namespace Cadre.Fleet;

/// <summary>The rules of the data model, checked against a whole state. They report; they change nothing.</summary>
public static class FleetInvariants
{
    /// <summary>Every rule that the state breaks, in a fixed order.</summary>
    public static IEnumerable<Violation> Check(FleetState state) => throw new NotImplementedException();
}
