namespace Cadre.Cli.Connections;

/// <summary>The link by which a browser signs in at a hub.</summary>
internal static class SignInLink
{
    /// <param name="hub">The address of the hub, or one that it listens on.</param>
    /// <param name="code">The code, safe in a URL as it is.</param>
    public static string To(Uri hub, string code) => new Uri(HubAddress.Reachable(hub), "sign-in?code=" + code).AbsoluteUri;
}
