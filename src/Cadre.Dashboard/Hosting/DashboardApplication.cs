using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Cadre.Dashboard;

/// <summary>A dashboard as a process of its own.</summary>
public static class DashboardApplication
{
    private const long LargestForm = 1 << 20;

    /// <summary>Builds a dashboard; it serves once it is started, whether its hub is there or not.</summary>
    /// <param name="options">Which hub.</param>
    /// <param name="urls">Where to listen.</param>
    /// <param name="configure">Changes the application before it is built.</param>
    public static WebApplication Build(DashboardOptions options, IEnumerable<string> urls, Action<WebApplicationBuilder>? configure = null)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions { ApplicationName = "cadre" });
        builder.Configuration.AddEnvironmentVariables();
        builder.Services.AddRouting();
        builder.Services.AddCadreDashboard(options);
        builder.WebHost.UseKestrelCore().UseKestrelHttpsConfiguration().UseUrls([.. urls]);
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = LargestForm;
            kestrel.Configure(builder.Configuration.GetSection("Kestrel"));
        });
        builder.Logging.AddSimpleConsole(static console => console.SingleLine = true).SetMinimumLevel(LogLevel.Warning);
        configure?.Invoke(builder);
        var app = builder.Build();
        app.UseRouting();
        app.MapCadreDashboard();
        return app;
    }
}
