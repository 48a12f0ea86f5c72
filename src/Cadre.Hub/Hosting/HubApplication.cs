using Cadre.Hub.Telemetry;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Cadre.Hub.Hosting;

/// <summary>A hub as a process of its own: Kestrel, console log, graceful shutdown.</summary>
public static class HubApplication
{
    /// <summary>Builds a hub and opens its store; it serves once it is started.</summary>
    /// <param name="options">The settings; checked first.</param>
    /// <param name="configure">Changes the application before it is built.</param>
    /// <param name="cancellationToken">Gives up opening the store.</param>
    /// <exception cref="HubConfigurationException">Settings are wrong, or the hub would be open to others without any token.</exception>
    /// <exception cref="IOException">The data folder cannot be used; the message says why.</exception>
    public static async Task<WebApplication> BuildAsync(
        HubOptions options, Action<WebApplicationBuilder>? configure = null, CancellationToken cancellationToken = default)
    {
        HubConfiguration.Validate(options);
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions { ApplicationName = "cadre" });
        builder.Configuration.AddEnvironmentVariables();
        builder.Services.AddHostedService<TelemetryExport>();
        builder.Services.AddCadreHub(options);
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = options.ShutdownTimeout);
        builder.Services.Configure<ConsoleLifetimeOptions>(console => console.SuppressStatusMessages = true);
        builder.WebHost.UseKestrelCore().UseKestrelHttpsConfiguration().UseUrls([.. options.Urls]);
        builder.WebHost.ConfigureKestrel(kestrel => ConfigureKestrel(kestrel, options, builder.Configuration));
        ConfigureLogging(builder.Logging, options);
        configure?.Invoke(builder);
        TelemetryExport.Prepare(builder.Logging, builder.Configuration);

        var app = builder.Build();
        try
        {
            app.UseCadreHub();
            app.MapCadreHub();
            await app.Services.GetRequiredService<HubLifecycle>().OpenAsync(cancellationToken);
            return app;
        }
        catch
        {
            await app.DisposeAsync();
            throw;
        }
    }

    private static void ConfigureKestrel(KestrelServerOptions kestrel, HubOptions options, ConfigurationManager configuration)
    {
        kestrel.AddServerHeader = false;
        kestrel.Limits.MaxRequestBodySize = options.Limits.BodyBytes;
        kestrel.Limits.MaxConcurrentConnections = options.Limits.Connections;
        kestrel.Limits.MaxConcurrentUpgradedConnections = options.Limits.Connections;
        kestrel.Configure(configuration.GetSection("Kestrel"));
    }

    private static void ConfigureLogging(ILoggingBuilder logging, HubOptions options)
    {
        if (options.LogFormat == LogFormat.Json)
        {
            logging.AddJsonConsole(console =>
            {
                console.IncludeScopes = true;
                console.UseUtcTimestamp = true;
                console.TimestampFormat = "yyyy-MM-ddTHH:mm:ss.fffZ";
            });
        }
        else
        {
            logging.AddSimpleConsole(console =>
            {
                console.SingleLine = true;
                console.TimestampFormat = "HH:mm:ss ";
            });
        }

        logging.SetMinimumLevel(LogLevel.Warning).AddFilter("Cadre", options.LogLevel);
    }
}
