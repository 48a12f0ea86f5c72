namespace Cadre.Live;

/// <summary>How an attempt to be connected ended.</summary>
internal enum EndingKind
{
    /// <summary>The connection could not be made, was lost, or the server closed it.</summary>
    Lost,

    /// <summary>Nothing came any more.</summary>
    Silent,

    /// <summary>The transport does not get through here.</summary>
    Unusable,

    /// <summary>Somebody said no.</summary>
    Refused,

    /// <summary>Events are missing.</summary>
    Gap,
}

/// <param name="Kind">How it ended.</param>
/// <param name="Problem">Why.</param>
/// <param name="WasLive">Whether it had been live.</param>
/// <param name="Brought">Whether it had brought more than its opening.</param>
internal sealed record Ending(EndingKind Kind, StreamProblem Problem, bool WasLive, bool Brought)
{
    public bool IsUnauthorized => Kind == EndingKind.Refused && Problem.Status == 401;

    /// <summary>Whether another transport may get through where this one did not.</summary>
    public bool BlamesTransport => Kind switch
    {
        EndingKind.Unusable => true,
        EndingKind.Silent => !Brought,
        EndingKind.Refused => !Problem.IsFromServer && !IsUnauthorized && !IsPassing,
        _ => false,
    };

    /// <summary>Whether the server, or somebody on the way to it, is only busy or away.</summary>
    public bool IsPassing => Kind == EndingKind.Refused && Problem.Status is 408 or 425 or 429 or >= 500 and not 501;
}
