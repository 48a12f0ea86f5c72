namespace Cadre.Hub.Access;

/// <summary>What a pending sign-in will allow, and until when it can be made use of.</summary>
internal sealed record SignIn(string Workspace, Role Role, string? Name, long ExpiresAt);

/// <summary>A code that signs somebody in, once.</summary>
/// <param name="Text">The code as it stands in a link; safe in a URL as it is.</param>
/// <param name="ExpiresAt">When it stops working, Unix ms.</param>
public readonly record struct SignInCode(string Text, long ExpiresAt);
