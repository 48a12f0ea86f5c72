using Microsoft.Extensions.Configuration;
using OpenTelemetry.Exporter;

namespace Cadre.Hub.Telemetry;

/// <summary>What the standard <c>OTEL_*</c> variables say about one signal: <c>METRICS</c>, <c>TRACES</c> or <c>LOGS</c>.</summary>
internal sealed class OtlpSettings(IConfiguration configuration, string signal)
{
    /// <summary>Whether an endpoint is set and nothing switches the signal off.</summary>
    public bool IsOn =>
        (configuration["OTEL_EXPORTER_OTLP_ENDPOINT"] ?? OfSignal("ENDPOINT")) is { Length: > 0 }
        && !Is(configuration["OTEL_SDK_DISABLED"], "true")
        && !Is(configuration[$"OTEL_{signal}_EXPORTER"], "none");

    /// <summary>Applies what is set for this signal alone; the exporter reads the common variables itself.</summary>
    public void Apply(OtlpExporterOptions options)
    {
        if (Protocol() is { } protocol)
            options.Protocol = protocol;
        if (OfSignal("ENDPOINT") is { Length: > 0 } endpoint)
            options.Endpoint = new Uri(endpoint);
        if (OfSignal("HEADERS") is { Length: > 0 } headers)
            options.Headers = headers;
    }

    private OtlpExportProtocol? Protocol() => OfSignal("PROTOCOL") switch
    {
        "grpc" => OtlpExportProtocol.Grpc,
        "http/protobuf" => OtlpExportProtocol.HttpProtobuf,
        _ => null,
    };

    private string? OfSignal(string name) => configuration[$"OTEL_EXPORTER_OTLP_{signal}_{name}"];

    private static bool Is(string? value, string expected) => string.Equals(value, expected, StringComparison.OrdinalIgnoreCase);
}
