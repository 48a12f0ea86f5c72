namespace Cadre.Cli.Connections;

/// <summary>Where a hub is: an absolute http or https address without query, always with a slash at its end.</summary>
internal static class HubAddress
{
    public const string Default = "http://127.0.0.1:7171";

    public static Uri Parse(string? text)
    {
        text ??= Default;
        var full = text.Contains("://", StringComparison.Ordinal) ? text : "http://" + text;
        if (!Uri.TryCreate(full, UriKind.Absolute, out var address)
            || address.Scheme is not ("http" or "https")
            || address.Query.Length > 0
            || address.UserInfo.Length > 0)
            throw new CliException($"'{text}' is not the address of a hub.", $"Give an address such as {Default}.", ExitCode.Usage);
        return address.AbsolutePath.EndsWith('/') ? address : new Uri(address.AbsoluteUri + "/");
    }

    /// <summary>An address to go to, where a hub may listen on every address of its machine.</summary>
    public static Uri Reachable(Uri address) =>
        address.Host is "0.0.0.0" or "[::]" ? new UriBuilder(address) { Host = "localhost" }.Uri : address;

    public static string Display(Uri address) => address.AbsoluteUri.TrimEnd('/');
}
