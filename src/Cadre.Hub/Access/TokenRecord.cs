namespace Cadre.Hub.Access;

/// <summary>A token as it is stored: everything but its secret.</summary>
/// <param name="Id">The public part of the token.</param>
/// <param name="SecretHash">SHA-256 of the secret part, 32 bytes as base64.</param>
/// <param name="Workspace">The one workspace it is good for, or <see cref="AnyWorkspace"/>.</param>
/// <param name="Role">What it allows.</param>
/// <param name="CreatedAt">Unix ms.</param>
public sealed record TokenRecord(string Id, string SecretHash, string Workspace, Role Role, long CreatedAt)
{
    /// <summary>The workspace of a token that is good for all.</summary>
    public const string AnyWorkspace = "*";

    /// <summary>Whose it is; for an agent its id. Appears as the actor of events.</summary>
    public string? Name { get; init; }

    /// <summary>Roughly when it was last used, Unix ms; written some minutes late.</summary>
    public long? LastUsedAt { get; init; }

    /// <summary>When it stops working, Unix ms; <c>null</c> for a token without an end. Sessions of browsers have one.</summary>
    public long? ExpiresAt { get; init; }

    /// <summary>When it was revoked, Unix ms; it never works again.</summary>
    public long? RevokedAt { get; init; }
}
