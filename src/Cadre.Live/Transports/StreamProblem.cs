namespace Cadre.Live;

/// <summary>Why there is no stream at the moment.</summary>
/// <param name="Detail">What happened, for people.</param>
/// <param name="Status">The HTTP status of the answer, if there was one.</param>
/// <param name="Code">The server's own word for it, such as <c>forbidden</c>: only if the answer is a problem (RFC 9457).</param>
/// <param name="RetryAfter">How long the server asks to wait.</param>
public sealed record StreamProblem(string Detail, int? Status = null, string? Code = null, TimeSpan? RetryAfter = null)
{
    /// <summary>Whether the answer surely came from the server itself and not from something on the way.</summary>
    public bool IsFromServer => Code is not null;
}

/// <summary>The stream was refused.</summary>
public sealed class StreamRefusedException(StreamProblem problem) : Exception(problem.Detail)
{
    /// <summary>Why.</summary>
    public StreamProblem Problem { get; } = problem;
}

/// <summary>This kind of transport does not get through here, as when a proxy knows no WebSocket.</summary>
public sealed class TransportUnusableException(string message, Exception? inner = null) : Exception(message, inner);
