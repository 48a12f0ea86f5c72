using Cadre.Cli.Connections;
using Cadre.Dashboard;
using Cadre.Hub.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace Cadre.Cli.Starting;

/// <summary>The dashboard in the process of its hub. It speaks to the hub over HTTP, like every client.</summary>
internal sealed class HubDashboard(HubOptions options, string workspace)
{
    // Certificates are for others' names, not for 127.0.0.1: where the hub listens with TLS only, the dashboard gets an address of its own.
    private const string OwnAddress = "http://127.0.0.1:0";

    private WebApplication? _hub;

    public void Configure(WebApplicationBuilder builder)
    {
        if (!options.Urls.Any(IsPlain)) builder.WebHost.UseUrls([.. options.Urls, OwnAddress]);
        builder.Services.AddCadreDashboard(new DashboardOptions { HubUrl = Address, Workspace = workspace });
    }

    public void Map(WebApplication hub)
    {
        _hub = hub;
        hub.MapCadreDashboard();
    }

    /// <summary>The addresses of the hub that are for others.</summary>
    public IReadOnlyCollection<string> Addresses(WebApplication hub) => [.. hub.Urls.Where(url => !IsPlain(url) || options.Urls.Any(IsPlain))];

    private Uri Address()
    {
        var url = _hub?.Urls.FirstOrDefault(IsPlain) ?? throw new InvalidOperationException("The hub does not listen yet.");
        return HubAddress.Reachable(HubAddress.Parse(url));
    }

    private static bool IsPlain(string url) => url.StartsWith("http://", StringComparison.OrdinalIgnoreCase);
}
