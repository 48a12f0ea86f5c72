using System.Threading.Channels;

namespace Cadre.Query;

/// <summary>Restores a client's state from a storage and keeps it there from then on, until it is disposed.</summary>
/// <remarks>
/// A storage that fails does not keep the application from working: its errors, and entries that could not be restored, go to
/// <see cref="QueryClientOptions.UnhandledError"/>. Restored mutations wait for <see cref="QueryClient.ResumePausedMutationsAsync"/>.
/// </remarks>
public sealed class QueryPersistence : IAsyncDisposable
{
    private readonly QueryClient _client;
    private readonly IQueryStorage _storage;
    private readonly QueryPersistenceOptions _options;
    private readonly bool _capture;
    private readonly Channel<bool> _changes = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
    private readonly CancellationTokenSource _stopping = new();
    private readonly IDisposable _queries;
    private readonly IDisposable _mutations;
    private readonly Task _saving;

    private QueryPersistence(QueryClient client, IQueryStorage storage, QueryPersistenceOptions options)
    {
        _client = client;
        _storage = storage;
        _options = options;
        _capture = client.Options.ContinueOnCapturedContext;
        _queries = client.Queries.Subscribe(OnQuery);
        _mutations = client.Mutations.Subscribe(OnMutation);
        _saving = SaveChangesAsync();
    }

    /// <summary>Restores what the storage has, and keeps it up to date from then on.</summary>
    /// <param name="client">The client.</param>
    /// <param name="storage">The storage.</param>
    /// <param name="options">How.</param>
    /// <param name="cancellationToken">Ends the restoring.</param>
    public static async Task<QueryPersistence> StartAsync(
        QueryClient client, IQueryStorage storage, QueryPersistenceOptions options, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(client);
        ArgumentNullException.ThrowIfNull(storage);
        ArgumentNullException.ThrowIfNull(options);
        try
        {
            if (await storage.ReadAsync(cancellationToken).ConfigureAwait(client.Options.ContinueOnCapturedContext) is { } stored)
                Restore(client, stored, options);
        }
        catch (Exception error) when (error is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
        {
            client.Unhandled(error);
        }
        return new QueryPersistence(client, storage, options);
    }

    /// <summary>Writes what is not written yet, and keeps nothing any more.</summary>
    public ValueTask DisposeAsync()
    {
        Stop();
        return new ValueTask(_saving);
    }

    private void Stop()
    {
        _queries.Dispose();
        _mutations.Dispose();
        _changes.Writer.TryComplete();
        _stopping.Cancel();
    }

    private static void Restore(QueryClient client, string stored, QueryPersistenceOptions options)
    {
        if (StoredState.Read(stored, options, client.Timers.Now) is not { } state) return;
        foreach (var error in state.Skipped.Concat(client.TryHydrate(state, options.Hydrate))) client.Unhandled(error);
    }

    private void OnQuery(QueryCacheEvent change)
    {
        if (change.Type == QueryCacheEventType.Removed
            || change is { Type: QueryCacheEventType.Updated, Action: QueryAction.Success or QueryAction.Error or QueryAction.Invalidate or QueryAction.SetState })
            _changes.Writer.TryWrite(true);
    }

    private void OnMutation(MutationCacheEvent change)
    {
        if (change.Type is MutationCacheEventType.Added or MutationCacheEventType.Removed or MutationCacheEventType.Updated) _changes.Writer.TryWrite(true);
    }

    private async Task SaveChangesAsync()
    {
        var changes = _changes.Reader;
        while (await changes.WaitToReadAsync(CancellationToken.None).ConfigureAwait(_capture))
        {
            await Task.Delay(_options.Throttle, _client.Options.TimeProvider, _stopping.Token)
                .ConfigureAwait(_capture ? ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext : ConfigureAwaitOptions.SuppressThrowing);
            changes.TryRead(out _);
            try
            {
                await _storage.WriteAsync(StoredState.Write(_client, _options), CancellationToken.None).ConfigureAwait(_capture);
            }
            catch (Exception error)
            {
                _client.Unhandled(error);
            }
        }
    }
}
