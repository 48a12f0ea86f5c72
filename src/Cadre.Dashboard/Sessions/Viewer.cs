namespace Cadre.Dashboard.Sessions;

/// <summary>Who looks and acts.</summary>
/// <param name="Principal">All with the same name here share one cache and one stream; all who may only look are one.</param>
/// <param name="Role">What the hub lets them do: <c>viewer</c>, <c>agent</c>, <c>operator</c> or <c>admin</c>.</param>
/// <param name="Name">Whose token it is; null: nobody in particular.</param>
/// <param name="Token">The token to show the hub; null on a hub that trusts this machine.</param>
internal sealed record Viewer(string Principal, string Role, string? Name, string? Token)
{
    /// <summary>The one workspace they may see, or <c>*</c>.</summary>
    public string Workspace { get; init; } = "*";

    public bool MayAct => Role is "operator" or "admin";

    public bool MaySee(string workspace) => Workspace == "*" || Workspace == workspace;

    /// <summary>Somebody on the machine of a hub that trusts its own machine.</summary>
    public static Viewer Local { get; } = new("local", "admin", null, null);
}
