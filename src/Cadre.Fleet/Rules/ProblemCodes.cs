namespace Cadre.Fleet;

/// <summary>The kinds of problem that the domain reports.</summary>
public static class ProblemCodes
{
    /// <summary>Nothing of that id is known.</summary>
    public const string NotFound = "not-found";

    /// <summary>Something of that id exists.</summary>
    public const string AlreadyExists = "already-exists";

    /// <summary>Somebody else holds an overlapping claim.</summary>
    public const string Conflict = "conflict";

    /// <summary>The entity changed since the caller read it.</summary>
    public const string VersionMismatch = "version-mismatch";

    /// <summary>The workspace holds as many of these as it may.</summary>
    public const string LimitReached = "limit-reached";

    /// <summary>A value of the wrong type or out of range.</summary>
    public const string InvalidValue = "invalid-value";

    /// <summary>A member that is not part of the contract.</summary>
    public const string UnknownMember = "unknown-member";

    /// <summary>The change makes no sense from where the entity stands.</summary>
    public const string InvalidTransition = "invalid-transition";
}
