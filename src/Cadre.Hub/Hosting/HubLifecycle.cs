using Cadre.Hub.Access;
using Cadre.Hub.Workspaces;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Cadre.Hub.Hosting;

/// <summary>Opens the hub before the first request and closes it after the last one.</summary>
internal sealed class HubLifecycle(HubOptions options, ShutdownGate gate, TokenDirectory tokens, WorkspaceHost workspaces, ILogger<HubLifecycle> log)
    : IHostedLifecycleService
{
    private bool _open;

    /// <summary>Opens tokens and store; does nothing when that is done.</summary>
    public async Task OpenAsync(CancellationToken cancellationToken)
    {
        if (_open)
            return;
        await tokens.StartAsync(cancellationToken);
        RequireTokensWhenReachable();
        await workspaces.OpenAsync(cancellationToken);
        _open = true;
    }

    public Task StartingAsync(CancellationToken cancellationToken) => OpenAsync(cancellationToken);

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Nothing new comes in from here on; what is under way is finished, then the streams end, then the server stops.</summary>
    public Task StoppingAsync(CancellationToken cancellationToken)
    {
        log.Stopping();
        gate.Close();
        return workspaces.CloseAsync();
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken)
    {
        log.Stopped();
        return Task.CompletedTask;
    }

    private void RequireTokensWhenReachable()
    {
        if (ListenAddresses.AreLoopback(options.Urls))
            return;
        if (tokens.Count == 0)
        {
            throw new HubConfigurationException([options.DataDirectory is { } folder
                ? $"The hub would listen on {string.Join(", ", options.Urls)}, which others can reach, and there is no token yet. "
                  + $"Make one with: cadre token create --role admin --data {folder}. Or listen on 127.0.0.1 only."
                : $"The hub would listen on {string.Join(", ", options.Urls)}, which others can reach, and without a data folder there is no place for tokens. "
                  + "Set Cadre:DataDirectory (CADRE_DATA_DIRECTORY, --data DIR) and make a token with: cadre token create --role admin --data DIR. Or listen on 127.0.0.1 only."]);
        }

        if (options.Urls.Any(url => url.StartsWith("http:", StringComparison.OrdinalIgnoreCase)))
            log.TokensUnencrypted();
    }
}
