using System.Net.Sockets;
using Cadre.Hub.Access;
using Cadre.Hub.Hosting;
using Cadre.Streams;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Http;

namespace Cadre.Cli.Starting;

/// <summary>Says why a hub could not start and what to do about it.</summary>
internal static class StartFailure
{
    public static bool IsKnown(Exception e) =>
        e is HubConfigurationException or IOException or UnauthorizedAccessException or SocketException || IsMissingCertificate(e);

    public static CliException Explain(Exception e, HubOptions options, string command = "cadre up") => e switch
    {
        HubConfigurationException { Failures: [var only] } => new(only, inner: e),
        HubConfigurationException many => new($"The settings are wrong: {string.Join(" ", many.Failures)}", inner: e),
        LogUnavailableException { Reason: LogUnavailableReason.Locked } => new(e.Message, "Use the hub that runs there, or start this one with another --data and --urls.", inner: e),
        LogUnavailableException or TokenStoreException => new(e.Message, inner: e),
        IOException { InnerException: AddressInUseException } => AddressInUse(options, command, e),
        _ when IsMissingCertificate(e) => new(
            $"There is no certificate to serve {Urls(options)} with.",
            "Name one in Kestrel__Certificates__Default__Path (and __Password, or __KeyPath for PEM), or listen on http behind a TLS proxy.",
            inner: e),
        UnauthorizedAccessException => new($"No permission: {e.Message}", $"The data folder is {options.DataDirectory}; choose another with --data.", inner: e),
        SocketException => new($"Cannot listen on {Urls(options)}: {e.Message}.", "Give other addresses with --urls.", inner: e),
        _ => new($"Cannot start on {Urls(options)} with data in {options.DataDirectory}: {e.Message}", inner: e),
    };

    private static CliException AddressInUse(HubOptions options, string command, Exception e)
    {
        var taken = options.Urls.Select(url => (url, port: BindingAddress.Parse(url).Port))
            .Select(address => (address.url, address.port, occupant: PortOccupant.Find(address.port)))
            .OrderByDescending(address => address.occupant is not null)
            .First();
        return new(
            $"{taken.url} is in use by {taken.occupant ?? "another process"}.",
            $"Stop it, or take another port: {command} --urls http://127.0.0.1:{(taken.port < 65_535 ? taken.port + 1 : 7171)}",
            inner: e);
    }

    private static bool IsMissingCertificate(Exception e) => e is InvalidOperationException && e.Message.Contains("certificate", StringComparison.Ordinal);

    private static string Urls(HubOptions options) => string.Join(", ", options.Urls);
}
