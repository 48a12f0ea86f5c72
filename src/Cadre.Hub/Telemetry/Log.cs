using Microsoft.Extensions.Logging;

namespace Cadre.Hub.Telemetry;

/// <summary>Event ids 2300-2399.</summary>
internal static partial class Log
{
    [LoggerMessage(2300, LogLevel.Information, "Sending telemetry over OTLP (metrics: {Metrics}, traces: {Traces})")]
    public static partial void ExportingTelemetry(this ILogger logger, bool metrics, bool traces);
}
