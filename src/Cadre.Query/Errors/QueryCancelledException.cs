namespace Cadre.Query;

/// <summary>A fetch or a mutation was cancelled.</summary>
public sealed class QueryCancelledException : OperationCanceledException
{
    internal QueryCancelledException(bool revert, bool silent) : base(
        "The fetch or mutation was cancelled: by CancelAsync, Remove, Clear or Dispose, by the token of its caller, or because nobody was interested any more.")
    {
        Revert = revert;
        Silent = silent;
    }

    /// <summary>Whether the state from before the fetch came back.</summary>
    internal bool Revert { get; }

    /// <summary>Whether another fetch took its place, or the query went away.</summary>
    internal bool Silent { get; }
}
