namespace Cadre.Query;

/// <summary>An error that happened in another client or in another life of this one, of which only the message is left.</summary>
public sealed class RestoredException : Exception
{
    internal RestoredException(string message) : base(message)
    {
    }
}
