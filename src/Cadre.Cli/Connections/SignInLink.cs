namespace Cadre.Cli.Connections;

/// <summary>The link by which a browser signs in at a hub.</summary>
internal static class SignInLink
{
    /// <param name="hub">The address of the hub, or one that it listens on.</param>
    /// <param name="code">The code, safe in a URL as it is.</param>
    public static string To(Uri hub, string code)
    {
        // Every address of a machine is none to go to.
        var host = hub.Host is "0.0.0.0" or "[::]" ? "localhost" : hub.Host;
        return new Uri(new UriBuilder(hub) { Host = host }.Uri, "sign-in?code=" + code).AbsoluteUri;
    }
}
