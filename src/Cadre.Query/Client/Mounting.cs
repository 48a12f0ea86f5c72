namespace Cadre.Query;

/// <summary>A client that listens to focus and network.</summary>
internal sealed class Mounting : IDisposable
{
    private readonly QueryClient _client;
    private readonly IDisposable _focus;
    private readonly IDisposable _online;

    public Mounting(QueryClient client)
    {
        _client = client;
        _focus = client.Options.Focus.Subscribe(OnFocus);
        _online = client.Options.Online.Subscribe(OnOnline);
    }

    public void Dispose()
    {
        _focus.Dispose();
        _online.Dispose();
    }

    private void OnFocus(bool focused)
    {
        if (focused) _ = ResumeAsync(static cache => cache.OnFocus_NeedsLock());
    }

    private void OnOnline(bool online)
    {
        if (online) _ = ResumeAsync(static cache => cache.OnReconnect_NeedsLock());
    }

    /// <summary>Queries wait for the mutations, so that they fetch what those have changed.</summary>
    private async Task ResumeAsync(Action<QueryCache> queries)
    {
        try
        {
            var capture = _client.Options.ContinueOnCapturedContext;
            await _client.ResumePausedMutationsAsync().ConfigureAwait(capture);
            // In the one context of a deterministic test, their first callbacks come before the queries and their last ones after.
            for (var i = 0; capture && i < 2; i++) await Task.Yield();
            using var turn = _client.Turns.Begin();
            queries(_client.Queries);
        }
        catch (Exception error)
        {
            _client.Unhandled(error);
        }
    }
}
