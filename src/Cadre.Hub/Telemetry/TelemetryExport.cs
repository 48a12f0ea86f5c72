using Cadre.Streams;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using OpenTelemetry;
using OpenTelemetry.Logs;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace Cadre.Hub.Telemetry;

/// <summary>Sends metrics and traces over OTLP from before the first request until after the last, if the environment asks for it.</summary>
internal sealed class TelemetryExport(IConfiguration configuration, ILogger<TelemetryExport> log) : IHostedLifecycleService, IDisposable
{
    // Pages are served in this process, but by somebody above the hub.
    private static readonly string[] Meters =
        [HubMetrics.MeterName, StreamsMeter.Name, "Cadre.Pages", "Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel", "System.Runtime"];

    private static readonly string[] Sources = [HubTracing.SourceName, "Microsoft.AspNetCore"];
    private static readonly TimeSpan FlushTimeout = TimeSpan.FromSeconds(5);

    private MeterProvider? _metrics;
    private TracerProvider? _traces;

    /// <summary>Switches on what must be on before the server is built: the attributes of request spans, and the export of logs.</summary>
    public static void Prepare(ILoggingBuilder logging, IConfiguration configuration)
    {
        // Without the switch the spans of requests bear nothing but a name. Paths are told, query strings (which may hold a token) are not.
        if (new OtlpSettings(configuration, "TRACES").IsOn)
            AppContext.SetSwitch("Microsoft.AspNetCore.Hosting.SuppressActivityOpenTelemetryData", false);

        var logs = new OtlpSettings(configuration, "LOGS");
        if (!logs.IsOn)
            return;
        logging.AddOpenTelemetry(options =>
        {
            options.IncludeFormattedMessage = true;
            options.SetResourceBuilder(Resource());
            options.AddOtlpExporter(logs.Apply);
        });
    }

    public Task StartingAsync(CancellationToken cancellationToken)
    {
        var metrics = new OtlpSettings(configuration, "METRICS");
        if (metrics.IsOn)
        {
            _metrics = Sdk.CreateMeterProviderBuilder()
                .ConfigureServices(services => services.AddSingleton(configuration))
                .SetResourceBuilder(Resource())
                .AddMeter(Meters)
                .AddOtlpExporter((exporter, _) => metrics.Apply(exporter))
                .Build();
        }

        var traces = new OtlpSettings(configuration, "TRACES");
        if (traces.IsOn)
        {
            _traces = Sdk.CreateTracerProviderBuilder()
                .ConfigureServices(services => services.AddSingleton(configuration))
                .SetResourceBuilder(Resource())
                .AddSource(Sources)
                .AddOtlpExporter(traces.Apply)
                .Build();
        }

        if (metrics.IsOn || traces.IsOn)
            log.ExportingTelemetry(metrics.IsOn, traces.IsOn);
        return Task.CompletedTask;
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Sends what is left; a receiver that does not answer holds the stop up for seconds only.</summary>
    public Task StoppedAsync(CancellationToken cancellationToken) => Task.Run(
        () =>
        {
            var timeout = (int)FlushTimeout.TotalMilliseconds;
            _metrics?.ForceFlush(timeout);
            _traces?.ForceFlush(timeout);
        },
        cancellationToken);

    public void Dispose()
    {
        _metrics?.Dispose();
        _traces?.Dispose();
    }

    /// <summary>Who sends: <c>cadre</c>, unless <c>OTEL_SERVICE_NAME</c> or <c>OTEL_RESOURCE_ATTRIBUTES</c> say otherwise.</summary>
    private static ResourceBuilder Resource() => ResourceBuilder.CreateEmpty()
        .AddService("cadre", serviceVersion: typeof(TelemetryExport).Assembly.GetName().Version?.ToString(3))
        .AddTelemetrySdk()
        .AddEnvironmentVariableDetector();
}
