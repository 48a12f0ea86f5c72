using System.Diagnostics;

namespace Cadre.Hub.Telemetry;

/// <summary>The activity source <c>Cadre.Hub</c>. Span names and tags are a contract: <c>docs/operations.md</c>.</summary>
internal static class HubTracing
{
    public const string SourceName = "Cadre.Hub";

    private static readonly ActivitySource Source = new(SourceName);

    /// <summary>A batch of commands being decided and made durable; <c>null</c> when nobody listens.</summary>
    public static Activity? StartCommit(string workspace, int commands)
    {
        // A commit serves many requests and is part of none; the one that happened to open the workspace least of all.
        Activity.Current = null;
        return Source.StartActivity("cadre.commit")?.SetTag("cadre.workspace", workspace).SetTag("cadre.commands", commands);
    }

    /// <summary>The conflicts of a workspace being predicted; <c>null</c> when nobody listens.</summary>
    public static Activity? StartPrediction(string workspace) =>
        Source.StartActivity("cadre.predict")?.SetTag("cadre.workspace", workspace);
}
