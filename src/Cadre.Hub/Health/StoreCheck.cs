using Cadre.Hub.Workspaces;
using Cadre.Streams;

namespace Cadre.Hub.Health;

/// <summary>Whether the log can be written now.</summary>
internal sealed class StoreCheck(WorkspaceHost host) : IReadinessCheck
{
    public string Name => "store";

    public async ValueTask<string?> CheckAsync(CancellationToken cancellationToken)
    {
        try
        {
            await host.Log.ProbeAsync(cancellationToken).ConfigureAwait(false);
            return null;
        }
        catch (LogUnavailableException exception)
        {
            return exception.Message;
        }
    }
}
