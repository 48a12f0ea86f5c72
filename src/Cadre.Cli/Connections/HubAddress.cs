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

    public static string Display(Uri address) => address.AbsoluteUri.TrimEnd('/');
}
