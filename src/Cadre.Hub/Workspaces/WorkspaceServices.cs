using Cadre.Hub.Telemetry;
using Cadre.Streams;
using Microsoft.Extensions.Logging;

namespace Cadre.Hub.Workspaces;

/// <summary>What every workspace of a hub shares.</summary>
internal sealed record WorkspaceServices(
    WorkspaceOptions Options, FeedOptions Feeds, TimeProvider Time, HubMetrics Metrics, ILogger Logger);
