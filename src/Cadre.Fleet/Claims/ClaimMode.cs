namespace Cadre.Fleet;

/// <summary>Whether others may hold the same resource.</summary>
public enum ClaimMode
{
    /// <summary>Nobody else may hold an overlapping claim.</summary>
    Exclusive,

    /// <summary>Others may hold overlapping shared claims.</summary>
    Shared,
}
