using System.Net;
using Microsoft.AspNetCore.Http;

namespace Cadre.Hub.Hosting;

/// <summary>The addresses of <see cref="HubOptions.Urls"/>: whether they can be listened on, and whether others can reach them.</summary>
internal static class ListenAddresses
{
    public static IReadOnlyList<string> Split(string text) =>
        text.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    public static bool AreValid(string text) => Split(text) is { Count: > 0 } urls && urls.All(IsValid);

    /// <summary>Whether every address can be reached from this machine only.</summary>
    public static bool AreLoopback(IEnumerable<string> urls) => urls.All(url => IsLoopback(BindingAddress.Parse(url).Host));

    private static bool IsValid(string url)
    {
        try
        {
            var address = BindingAddress.Parse(url);
            return address is { Scheme: "http" or "https", PathBase: "" or "/", Port: >= 0 and <= 65_535, IsUnixPipe: false, IsNamedPipe: false }
                && address.Host.Length > 0
                && !(address.Port == 0 && address.Host.Equals("localhost", StringComparison.OrdinalIgnoreCase));
        }
        catch (Exception e) when (e is FormatException or InvalidOperationException)
        {
            return false;
        }
    }

    private static bool IsLoopback(string host) =>
        host.Equals("localhost", StringComparison.OrdinalIgnoreCase)
        || (IPAddress.TryParse(host, out var address) && IPAddress.IsLoopback(address));
}
