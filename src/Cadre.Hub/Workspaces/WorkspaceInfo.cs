namespace Cadre.Hub.Workspaces;

/// <summary>What a workspace is called.</summary>
/// <param name="Id">1 to 64 of a-z, 0-9, '-' and '_', beginning with a letter or digit.</param>
/// <param name="ProjectId">The number by which the fleet contract knows it; 1 is <c>default</c>.</param>
/// <param name="Template">What it began with: <c>executive</c> or <c>empty</c>.</param>
/// <param name="CreatedAt">Unix milliseconds.</param>
internal sealed record WorkspaceInfo(string Id, int ProjectId, string Template, long CreatedAt)
{
    /// <summary>The name of the workspace that always exists.</summary>
    public const string DefaultId = "default";

    /// <summary>What a workspace's name looks like, for error texts.</summary>
    public const string IdRule = "1 to 64 characters of a-z, 0-9, '-' and '_', beginning with a letter or a digit";

    /// <summary>Whether <paramref name="id"/> may name a workspace.</summary>
    public static bool IsValidId(string id) =>
        id.Length is >= 1 and <= 64 && char.IsAsciiLetterOrDigit(id[0]) && id.All(c => c is (>= 'a' and <= 'z') or (>= '0' and <= '9') or '-' or '_');
}
