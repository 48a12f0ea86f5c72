namespace Cadre.Fleet;

/// <summary>Which time a fact bears.</summary>
internal static class Stamping
{
    /// <summary>
    /// The proposal's own time, but not ahead of the hub: a sender whose clock runs ahead must not win over facts that come later.
    /// Without one it is now. Never before what is known already, unless the proposal itself says so.
    /// </summary>
    public static long Stamp(this DecisionContext context, long given, long known)
    {
        var latest = Math.Max(Math.Max(context.Now, known), 1);
        return Stamps.IsUsable(given) ? Math.Min(given, latest) : latest;
    }
}
