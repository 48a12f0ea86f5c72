namespace Cadre.Query;

/// <content>What a fetch does to its query before it ends.</content>
public sealed partial class CachedQuery<TData>
{
    /// <summary>Whether data or an error ever came.</summary>
    internal bool IsFetched => _state.DataUpdateCount + _state.ErrorUpdateCount > 0;

    /// <summary>Whether the context is that of the attempt that runs.</summary>
    internal bool IsRunning_NeedsLock(QueryContext context) => _fetch is { } fetch && fetch.Runs(context);

    /// <summary>Goes back to the initial state, and fetches on.</summary>
    internal void Restart_NeedsLock() => SetState_NeedsLock(_initial with { FetchStatus = FetchStatus.Fetching });

    /// <summary>Writes what the fetch that runs will answer, with what was pushed meanwhile.</summary>
    internal TData WriteAnswer_NeedsLock(TData data) =>
        Write_NeedsLock(_fetch!.Pushes is { } pushes ? pushes.Over_NeedsLock(data, _fetch.CalledAt, _options.Version, Client.Turns) : data, null);

    /// <summary>The data that the fetch which runs wrote step by step: it has what was pushed meanwhile.</summary>
    internal Optional<TData> EndStream_NeedsLock()
    {
        _fetch!.Pushes = null;
        return Base;
    }
}
