namespace Cadre.Query;

/// <summary>A fetch ended without data. It is never retried.</summary>
public sealed class NoDataException : Exception
{
    /// <summary>Says that there is nothing.</summary>
    public NoDataException() : base("The fetch gave no data.")
    {
    }

    /// <summary>Says that there is nothing, and why.</summary>
    public NoDataException(string message) : base(message)
    {
    }

    /// <summary>Says that there is nothing, and why.</summary>
    public NoDataException(string message, Exception inner) : base(message, inner)
    {
    }
}
