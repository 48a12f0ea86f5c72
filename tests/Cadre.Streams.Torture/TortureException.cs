namespace Cadre.Streams.Torture;

/// <summary>The log broke its word.</summary>
public sealed class TortureException(string message) : Exception(message);
